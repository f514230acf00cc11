import { z } from 'zod';
import { password, phone } from './identity.ts';
import { routes } from './route.ts';
import { id, instant, name, page, paging, shortText } from './schemas.ts';

export const membersErrors = {
  'members.unknown': 404,
  'members.number_taken': 409,
  'members.phone_taken': 409,
} as const;

export const MEMBER_KINDS = ['student', 'staff', 'visitor', 'customer'] as const;

export const memberNumber = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{3,20}$/);

const member = z.object({
  id: id<'member'>(),
  memberNumber: z.string(),
  name,
  kind: z.enum(MEMBER_KINDS),
  department: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  status: z.enum(['active', 'closed']),
  createdAt: instant,
});
export type Member = z.input<typeof member>;

export const members = routes({
  listMembers: {
    method: 'GET',
    path: '/members',
    summary: 'Members, newest first; `q` finds a name, a member number or a whole phone number',
    permission: 'members.read',
    query: z.object({ ...paging, q: z.string().trim().max(80).optional(), kind: z.enum(MEMBER_KINDS).optional() }),
    response: page(member),
    errors: [],
  },
  getMember: {
    method: 'GET',
    path: '/members/:memberId',
    summary: 'One member',
    permission: 'members.read',
    params: z.object({ memberId: id<'member'>() }),
    response: member,
    errors: ['members.unknown'],
  },
  createMember: {
    method: 'POST',
    path: '/members',
    summary: 'Enter a member; a wallet and a virtual card follow by themselves. The member number is also the user name',
    permission: 'members.write',
    idempotent: true,
    body: z.object({
      memberNumber,
      name,
      kind: z.enum(MEMBER_KINDS),
      department: shortText.optional(),
      phone: phone.optional(),
      password: password.optional(),
    }),
    response: member,
    errors: ['members.number_taken', 'members.phone_taken'],
  },
  updateMember: {
    method: 'PATCH',
    path: '/members/:memberId',
    summary: 'Correct a member’s name, kind or department',
    permission: 'members.write',
    params: z.object({ memberId: id<'member'>() }),
    body: z.object({ name: name.optional(), kind: z.enum(MEMBER_KINDS).optional(), department: shortText.nullable().optional() }),
    response: member,
    errors: ['members.unknown'],
  },
  getOwnMember: {
    method: 'GET',
    path: '/self/member',
    summary: 'The signed-in member, and who issued the card',
    permission: 'self.read',
    response: member.extend({ issuerName: z.string() }),
    errors: ['members.unknown'],
  },
});
