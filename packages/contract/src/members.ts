import { z } from 'zod';
import { password, phone } from './identity.ts';
import { LANGUAGES } from './imports.ts';
import { privateFieldErrors, privateFieldRoutes } from './private-fields.ts';
import { routes } from './route.ts';
import { file, id, instant, name, page, paging, searchText, shortText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const membersErrors = {
  'members.unknown': 404,
  'members.number_taken': 409,
  'members.phone_taken': 409,
  ...privateFieldErrors,
  'members.issuer_unknown': 400,
  'members.department_unknown': 400,
  'members.forgotten': 409,
  'members.anonymous': 409,
} as const;

/** What a person may be to the operator. */
export const MEMBER_KINDS = ['student', 'staff', 'visitor', 'customer', 'guardian'] as const;
/** With the holder of an anonymous card, who is nobody: made with the card, and never chosen. */
export const ALL_MEMBER_KINDS = [...MEMBER_KINDS, 'anonymous'] as const;
export const MEMBER_STATUSES = ['active', 'closed'] as const;
/** By name means in the order of the pinyin. */
export const MEMBER_SORTS = ['newest', 'oldest', 'name', 'number'] as const;
/** Members of one step of an act on many. */
export const MEMBERS_AT_ONCE = 200;
/** Members that one act on all that match may take in, in steps. */
export const MEMBERS_MATCHED_MAX = 10_000;

export const memberNumber = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{3,20}$/);

const member = z.object({
  id: id<'member'>(),
  memberNumber: z.string(),
  name,
  kind: z.enum(ALL_MEMBER_KINDS),
  /** What people read: the name of the department, or a free text where there is no department of a tree. */
  department: z.string().nullable(),
  departmentId: id<'department'>().nullable(),
  /** Null for the operator's own members. */
  issuerId: id<'organization'>().nullable(),
  phoneMasked: z.string().nullable(),
  status: z.enum(MEMBER_STATUSES),
  createdAt: instant,
});
export type Member = z.input<typeof member>;

const filter = {
  q: searchText.optional(),
  kind: z.enum(ALL_MEMBER_KINDS).optional(),
  issuerId: id<'organization'>().optional(),
  /** With all below it. */
  departmentId: id<'department'>().optional(),
  status: z.enum(MEMBER_STATUSES).optional(),
};
const memberIds = z.array(id<'member'>()).min(1).max(MEMBERS_AT_ONCE);
const turn = {
  method: 'POST',
  permission: 'members.write',
  idempotent: true,
  body: z.object({ memberIds, reason: oneLine(200).min(2) }),
  /** Those that were not so before. */
  response: z.object({ turned: z.array(id<'member'>()) }),
} as const;

export const members = routes({
  ...privateFieldRoutes,
  listMembers: {
    method: 'GET',
    path: '/members',
    summary: 'Members; `q` finds a name, its pinyin or initials, a member number, or a whole phone, e-mail address or ID number',
    permission: 'members.read',
    query: z.object({ ...paging, ...filter, sort: z.enum(MEMBER_SORTS).default('newest') }),
    response: page(member),
    errors: [],
  },
  listMemberIds: {
    method: 'GET',
    path: '/members/ids',
    summary: 'Which members match, for an act on all of them: at most 10,000',
    permission: 'members.write',
    ratePerMinute: 60,
    query: z.object(filter),
    response: z.object({ memberIds: z.array(id<'member'>()), hasMore: z.boolean() }),
    errors: [],
  },
  exportMembers: {
    method: 'GET',
    path: '/members/export',
    summary: 'All members that match as separated values, newest first; phones stay masked except for who may read them and asks for it',
    permission: ['members.write', 'members.import'],
    ratePerMinute: 10,
    query: z.object({ ...filter, language: z.enum(LANGUAGES), phones: z.enum(['masked', 'clear']).default('masked') }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  moveMembers: {
    method: 'POST',
    path: '/members/move',
    summary: 'Put up to 200 members into a department, or take them out of theirs; answers where they were',
    permission: 'members.write',
    idempotent: true,
    body: z.object({
      memberIds,
      departmentId: id<'department'>().nullable(),
      /** A free text where there is no department. */
      department: shortText.nullable().optional(),
    }),
    response: z.object({
      moved: z.array(z.object({ memberId: id<'member'>(), departmentId: id<'department'>().nullable(), department: z.string().nullable() })),
      /** Members of an organisation that the department is not in. */
      refused: z.array(id<'member'>()),
    }),
    errors: ['members.unknown', 'members.department_unknown'],
  },
  closeMembers: {
    ...turn,
    path: '/members/close',
    summary: 'Close up to 200 members: from now on they neither sign in nor pay; what they hold stays',
    errors: ['members.unknown', 'members.anonymous'],
  },
  reopenMembers: {
    ...turn,
    path: '/members/reopen',
    summary: 'Open up to 200 closed members again, with all that they hold',
    errors: ['members.unknown', 'members.forgotten', 'members.anonymous'],
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
    errors: ['members.unknown', 'members.forgotten', 'members.anonymous', 'members.issuer_unknown', 'members.department_unknown'],
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
