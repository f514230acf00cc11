import { z } from 'zod';
import { password, phone } from './identity.ts';
import { privateFieldErrors, privateFieldRoutes } from './private-fields.ts';
import { routes } from './route.ts';
import { id, instant, name, page, paging, searchText, shortText } from './schemas.ts';

export const membersErrors = {
  'members.unknown': 404,
  'members.number_taken': 409,
  'members.phone_taken': 409,
  ...privateFieldErrors,
  'members.issuer_unknown': 400,
  'members.department_unknown': 400,
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
  /** What people read: the name of the department, or a free text where there is no department of a tree. */
  department: z.string().nullable(),
  departmentId: id<'department'>().nullable(),
  /** Null for the operator's own members. */
  issuerId: id<'organization'>().nullable(),
  phoneMasked: z.string().nullable(),
  status: z.enum(['active', 'closed']),
  createdAt: instant,
});
export type Member = z.input<typeof member>;

export const members = routes({
  ...privateFieldRoutes,
  listMembers: {
    method: 'GET',
    path: '/members',
    summary: 'Members, newest first; `q` finds a name, a member number, or a whole phone, e-mail address or ID number',
    permission: 'members.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      kind: z.enum(MEMBER_KINDS).optional(),
      issuerId: id<'organization'>().optional(),
      departmentId: id<'department'>().optional(),
    }),
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
      departmentId: id<'department'>().optional(),
      /** An issuer's people enter members of their own issuer, whatever is said here. */
      issuerId: id<'organization'>().optional(),
      phone: phone.optional(),
      password: password.optional(),
    }),
    response: member,
    errors: ['members.number_taken', 'members.phone_taken', 'members.issuer_unknown', 'members.department_unknown'],
  },
  updateMember: {
    method: 'PATCH',
    path: '/members/:memberId',
    summary: 'Correct a member’s name, kind, issuer or department',
    permission: 'members.write',
    params: z.object({ memberId: id<'member'>() }),
    body: z.object({
      name: name.optional(),
      kind: z.enum(MEMBER_KINDS).optional(),
      department: shortText.nullable().optional(),
      departmentId: id<'department'>().nullable().optional(),
      issuerId: id<'organization'>().nullable().optional(),
    }),
    response: member,
    errors: ['members.unknown', 'members.issuer_unknown', 'members.department_unknown'],
  },
  endMemberSessions: {
    method: 'POST',
    path: '/members/:memberId/end-sessions',
    summary: 'Sign a member out on every device, for a phone that was lost',
    permission: 'members.write',
    params: z.object({ memberId: id<'member'>() }),
    response: z.object({ ended: z.int() }),
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
