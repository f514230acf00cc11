import { z } from 'zod';
import { password, userName } from './identity.ts';
import { ORGANIZATION_KINDS } from './permissions.ts';
import { ROLE_NAMES } from './ready-made-roles.ts';
import { routes } from './route.ts';
import { id, instant, name, page, paging, searchText, shortText } from './schemas.ts';

export const staffErrors = {
  'organizations.staff_unknown': 404,
  'organizations.staff_not_active': 409,
  'organizations.grant_unknown': 404,
  'organizations.grant_over': 409,
  'organizations.grant_window_wrong': 400,
  'organizations.grant_department_needed': 400,
} as const;

/** How far a grant reaches: one department, that with all below it, or the whole organisation. */
export const DATA_SCOPES = ['own', 'subtree', 'organization'] as const;
export type DataScope = (typeof DATA_SCOPES)[number];
export const STAFF_STATUSES = ['active', 'suspended', 'left'] as const;
export const GRANT_STATES = ['scheduled', 'active', 'ended', 'revoked'] as const;

const roleName = { roleId: id<'role'>(), roleKey: z.enum(ROLE_NAMES).nullable(), roleName: z.string().nullable() };

const staff = z.object({
  id: id<'staff'>(),
  name,
  userName: z.string(),
  organizationId: id<'organization'>(),
  organizationName: z.string(),
  organizationKind: z.enum(ORGANIZATION_KINDS),
  departmentId: id<'department'>().nullable(),
  departmentName: z.string().nullable(),
  status: z.enum(STAFF_STATUSES),
  /** What is held at this moment. */
  roles: z.array(z.object(roleName)),
  createdAt: instant,
});
export type Staff = z.input<typeof staff>;

const grant = z.object({
  id: id<'grant'>(),
  ...roleName,
  scope: z.enum(DATA_SCOPES),
  /** Of a narrower scope: a fixed department, or null for the one that the person is in. */
  departmentId: id<'department'>().nullable(),
  departmentName: z.string().nullable(),
  startsAt: instant,
  /** Null for a grant without an end. */
  endsAt: instant.nullable(),
  state: z.enum(GRANT_STATES),
  reason: z.string(),
  grantedByName: z.string(),
  grantedAt: instant,
  revokedAt: instant.nullable(),
});
export type Grant = z.input<typeof grant>;

const staffRecord = staff.extend({ grants: z.array(grant) });
export type StaffRecord = z.input<typeof staffRecord>;

const grantTerms = {
  roleId: id<'role'>(),
  scope: z.enum(DATA_SCOPES).default('organization'),
  departmentId: id<'department'>().nullable().default(null),
  startsAt: instant.optional(),
  endsAt: instant.nullable().default(null),
  reason: shortText.default(''),
};
const grantRefusals = [
  'organizations.role_unknown',
  'organizations.role_not_for_kind',
  'organizations.role_not_for_departments',
  'organizations.more_than_own',
  'organizations.duties_exclude',
  'organizations.grant_window_wrong',
  'organizations.grant_department_needed',
  'organizations.department_unknown',
  'organizations.department_closed',
] as const;

export const staffRoutes = routes({
  listStaff: {
    method: 'GET',
    path: '/staff',
    summary: 'People at work with the roles that they hold now; a merchant or an issuer sees its own',
    permission: 'staff.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      organizationId: id<'organization'>().optional(),
      departmentId: id<'department'>().optional(),
      roleId: id<'role'>().optional(),
      status: z.enum(STAFF_STATUSES).optional(),
    }),
    response: page(staff),
    errors: [],
  },
  getStaff: {
    method: 'GET',
    path: '/staff/:staffId',
    summary: 'One person at work, with every grant that there is or was',
    permission: 'staff.read',
    params: z.object({ staffId: id<'staff'>() }),
    response: staffRecord,
    errors: ['organizations.staff_unknown'],
  },
  createStaff: {
    method: 'POST',
    path: '/staff',
    summary: 'Give a person a user name, a first password, a place and a role in an organisation',
    permission: 'staff.write',
    idempotent: true,
    body: z.object({
      name,
      userName,
      password,
      organizationId: id<'organization'>(),
      /** Where the person works. */
      worksIn: id<'department'>().nullable().default(null),
      ...grantTerms,
    }),
    response: staffRecord,
    errors: ['organizations.unknown', 'organizations.department_out_of_scope', 'identity.user_name_taken', ...grantRefusals],
  },
  updateStaff: {
    method: 'PATCH',
    path: '/staff/:staffId',
    summary: 'Rename a person or move them to another department; grants that follow the person’s department move along',
    permission: 'staff.write',
    params: z.object({ staffId: id<'staff'>() }),
    body: z.object({ name: name.optional(), departmentId: id<'department'>().nullable().optional() }),
    response: staffRecord,
    errors: [
      'organizations.staff_unknown',
      'organizations.not_on_oneself',
      'organizations.department_unknown',
      'organizations.department_closed',
      'organizations.department_out_of_scope',
      'organizations.grant_department_needed',
      'organizations.more_than_own',
    ],
  },
  changeStaffStatus: {
    method: 'POST',
    path: '/staff/:staffId/status',
    summary: 'Suspend a person, enter that they left, or reinstate them; whoever is not active is signed out at once',
    permission: 'staff.write',
    params: z.object({ staffId: id<'staff'>() }),
    body: z.object({ status: z.enum(STAFF_STATUSES), reason: shortText.min(1) }),
    response: staffRecord,
    errors: ['organizations.staff_unknown', 'organizations.not_on_oneself', 'organizations.has_more_rights'],
  },
  endStaffSessions: {
    method: 'POST',
    path: '/staff/:staffId/end-sessions',
    summary: 'Sign a person out on every device',
    permission: 'staff.write',
    params: z.object({ staffId: id<'staff'>() }),
    response: z.object({ ended: z.int() }),
    errors: ['organizations.staff_unknown', 'organizations.not_on_oneself', 'organizations.has_more_rights'],
  },
  resetStaffSecondFactors: {
    method: 'POST',
    path: '/staff/:staffId/reset-second-factors',
    summary: 'Forget the passkeys and the authenticator app of somebody who lost them, and sign them out',
    permission: 'staff.write',
    params: z.object({ staffId: id<'staff'>() }),
    body: z.object({ reason: shortText.min(1) }),
    response: z.object({}),
    errors: ['organizations.staff_unknown', 'organizations.not_on_oneself', 'organizations.has_more_rights'],
  },
  createGrant: {
    method: 'POST',
    path: '/staff/:staffId/grants',
    summary: 'Give a person a role for a part of the organisation, for ever or from–until',
    permission: 'grants.write',
    idempotent: true,
    params: z.object({ staffId: id<'staff'>() }),
    body: z.object(grantTerms),
    response: staffRecord,
    errors: ['organizations.staff_unknown', 'organizations.staff_not_active', 'organizations.not_on_oneself', ...grantRefusals],
  },
  revokeGrant: {
    method: 'POST',
    path: '/grants/:grantId/revoke',
    summary: 'Take a grant away from the next request on',
    permission: 'grants.write',
    params: z.object({ grantId: id<'grant'>() }),
    body: z.object({ reason: shortText.min(1) }),
    response: staffRecord,
    errors: ['organizations.grant_unknown', 'organizations.grant_over', 'organizations.not_on_oneself', 'organizations.has_more_rights'],
  },
});
