import { z } from 'zod';
import { departmentRoutes, departmentsErrors } from './departments.ts';
import { password, userName } from './identity.ts';
import { ORGANIZATION_KINDS, ROLE_NAMES } from './permissions.ts';
import { routes } from './route.ts';
import { id, instant, name, page, paging } from './schemas.ts';

export const organizationsErrors = {
  'organizations.unknown': 404,
  'organizations.suspended': 409,
  'organizations.name_taken': 409,
  'organizations.role_not_for_kind': 400,
  ...departmentsErrors,
} as const;

export const MERCHANT_CATEGORIES = ['canteen', 'shop', 'library', 'laundry', 'utilities', 'other'] as const;

const organization = z.object({
  id: id<'organization'>(),
  kind: z.enum(ORGANIZATION_KINDS),
  name,
  category: z.enum(MERCHANT_CATEGORIES).nullable(),
  status: z.enum(['active', 'suspended']),
  createdAt: instant,
});
export type Organization = z.input<typeof organization>;

const staff = z.object({
  id: id<'staff'>(),
  name,
  userName: z.string(),
  role: z.enum(ROLE_NAMES),
  organizationId: id<'organization'>(),
  organizationName: z.string(),
  createdAt: instant,
});
export type Staff = z.input<typeof staff>;

export const organizations = routes({
  listOrganizations: {
    method: 'GET',
    path: '/organizations',
    summary: 'The operator, the issuers and the merchants, newest first',
    permission: 'organizations.read',
    query: z.object({
      ...paging,
      q: z.string().trim().max(80).optional(),
      kind: z.enum(ORGANIZATION_KINDS).optional(),
      status: z.enum(['active', 'suspended']).optional(),
    }),
    response: page(organization),
    errors: [],
  },
  getOrganization: {
    method: 'GET',
    path: '/organizations/:organizationId',
    summary: 'One organisation',
    permission: 'organizations.read',
    params: z.object({ organizationId: id<'organization'>() }),
    response: organization,
    errors: ['organizations.unknown'],
  },
  createIssuer: {
    method: 'POST',
    path: '/organizations/issuers',
    summary: 'Register an issuer: an upstream company whose own members hold the card',
    permission: 'organizations.write',
    idempotent: true,
    body: z.object({ name }),
    response: organization,
    errors: ['organizations.name_taken'],
  },
  updateIssuer: {
    method: 'PATCH',
    path: '/organizations/issuers/:organizationId',
    summary: 'Rename, suspend or resume an issuer; the people of a suspended issuer cannot sign in',
    permission: 'organizations.write',
    params: z.object({ organizationId: id<'organization'>() }),
    body: z.object({ name: name.optional(), status: z.enum(['active', 'suspended']).optional() }),
    response: organization,
    errors: ['organizations.unknown', 'organizations.name_taken'],
  },
  createMerchant: {
    method: 'POST',
    path: '/organizations/merchants',
    summary: 'Register a merchant',
    permission: 'organizations.write',
    idempotent: true,
    body: z.object({ name, category: z.enum(MERCHANT_CATEGORIES) }),
    response: organization,
    errors: ['organizations.name_taken'],
  },
  updateMerchant: {
    method: 'PATCH',
    path: '/organizations/:organizationId',
    summary: 'Rename, reclassify, suspend or resume a merchant; a suspended merchant takes no payments',
    permission: 'organizations.write',
    params: z.object({ organizationId: id<'organization'>() }),
    body: z.object({
      name: name.optional(),
      category: z.enum(MERCHANT_CATEGORIES).optional(),
      status: z.enum(['active', 'suspended']).optional(),
    }),
    response: organization,
    errors: ['organizations.unknown', 'organizations.name_taken'],
  },
  listStaff: {
    method: 'GET',
    path: '/staff',
    summary: 'Staff with their roles; a merchant sees its own',
    permission: 'staff.read',
    query: z.object({ ...paging, q: z.string().trim().max(80).optional(), organizationId: id<'organization'>().optional() }),
    response: page(staff),
    errors: [],
  },
  createStaff: {
    method: 'POST',
    path: '/staff',
    summary: 'Give a person a user name, a first password and a role in an organisation',
    permission: 'staff.write',
    idempotent: true,
    body: z.object({ name, userName, password, organizationId: id<'organization'>(), role: z.enum(ROLE_NAMES) }),
    response: staff,
    errors: ['organizations.unknown', 'organizations.role_not_for_kind', 'identity.user_name_taken'],
  },
  ...departmentRoutes,
});
