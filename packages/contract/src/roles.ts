import { z } from 'zod';
import { ORGANIZATION_KINDS, PERMISSIONS } from './permissions.ts';
import { ROLE_NAMES } from './ready-made-roles.ts';
import { DUTY_NAMES } from './role-rules.ts';
import { routes } from './route.ts';
import { id, instant, name, shortText } from './schemas.ts';

export const rolesErrors = {
  'organizations.role_unknown': 404,
  'organizations.role_name_taken': 409,
  'organizations.role_ready_made': 409,
  'organizations.role_in_use': 409,
  'organizations.permission_not_for_kind': 400,
  'organizations.more_than_own': 403,
  'organizations.duties_exclude': 409,
  'organizations.not_on_oneself': 403,
  'organizations.has_more_rights': 403,
  'organizations.role_not_for_departments': 400,
} as const;

const permissions = z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length);

const role = z.object({
  id: id<'role'>(),
  /** Of a ready-made role, whose words the client has; null for a free one. */
  key: z.enum(ROLE_NAMES).nullable(),
  /** Of a free role; null for a ready-made one. */
  name: z.string().nullable(),
  note: z.string(),
  organizationKind: z.enum(ORGANIZATION_KINDS),
  /** The organisation that keeps the role for itself; null for one that every organisation of the kind may use. */
  organizationId: id<'organization'>().nullable(),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** The duties that its permissions belong to; two of them exclude one another. */
  duties: z.array(z.enum(DUTY_NAMES)),
  needsSecondFactor: z.boolean(),
  /** People who hold it now or will, as far as the asker may see them. */
  holderCount: z.int(),
  createdAt: instant,
});
export type RoleDescription = z.input<typeof role>;

const wholeRole = { name, note: shortText.default(''), permissions, needsSecondFactor: z.boolean().default(false) };

export const roleRoutes = routes({
  listRoles: {
    method: 'GET',
    path: '/roles',
    summary: 'Ready-made roles first, then free ones; with an organisation, those that its people can hold',
    permission: 'roles.read',
    query: z.object({ organizationId: id<'organization'>().optional() }),
    response: z.object({ items: z.array(role) }),
    errors: ['organizations.unknown'],
  },
  createRole: {
    method: 'POST',
    path: '/roles',
    summary: 'Put a role together from permissions: for one organisation, or by the operator for every organisation of a kind',
    permission: 'roles.write',
    idempotent: true,
    body: z.object({ ...wholeRole, organizationKind: z.enum(ORGANIZATION_KINDS), organizationId: id<'organization'>().nullable().default(null) }),
    response: role,
    errors: [
      'organizations.unknown',
      'organizations.role_name_taken',
      'organizations.role_not_for_kind',
      'organizations.permission_not_for_kind',
      'organizations.more_than_own',
      'organizations.duties_exclude',
      'organizations.department_out_of_scope',
    ],
  },
  updateRole: {
    method: 'PATCH',
    path: '/roles/:roleId',
    summary: 'Change a free role; whoever holds it may do more or less from the next request on',
    permission: 'roles.write',
    params: z.object({ roleId: id<'role'>() }),
    body: z.object({
      name: name.optional(),
      note: shortText.optional(),
      permissions: permissions.optional(),
      needsSecondFactor: z.boolean().optional(),
    }),
    response: role,
    errors: [
      'organizations.role_unknown',
      'organizations.role_ready_made',
      'organizations.role_name_taken',
      'organizations.permission_not_for_kind',
      'organizations.more_than_own',
      'organizations.not_on_oneself',
      'organizations.duties_exclude',
      'organizations.department_out_of_scope',
    ],
  },
  deleteRole: {
    method: 'DELETE',
    path: '/roles/:roleId',
    summary: 'Take a free role out of use that nobody holds or will hold',
    permission: 'roles.write',
    params: z.object({ roleId: id<'role'>() }),
    response: role,
    errors: [
      'organizations.role_unknown',
      'organizations.role_ready_made',
      'organizations.role_in_use',
      'organizations.more_than_own',
      'organizations.department_out_of_scope',
    ],
  },
});
