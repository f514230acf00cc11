import { z } from 'zod';
import { departmentRoutes, departmentsErrors } from './departments.ts';
import { password, userName } from './identity.ts';
import { ORGANIZATION_KINDS } from './permissions.ts';
import { roleRoutes, rolesErrors } from './roles.ts';
import { routes } from './route.ts';
import { id, instant, name, page, paging, searchText } from './schemas.ts';
import { staffErrors, staffRoutes } from './staff.ts';

export const organizationsErrors = {
  'organizations.unknown': 404,
  'organizations.suspended': 409,
  'organizations.name_taken': 409,
  'organizations.role_not_for_kind': 400,
  ...departmentsErrors,
  ...rolesErrors,
  ...staffErrors,
} as const;

export const MERCHANT_CATEGORIES = ['canteen', 'shop', 'library', 'laundry', 'utilities', 'service', 'other'] as const;

const organization = z.object({
  id: id<'organization'>(),
  kind: z.enum(ORGANIZATION_KINDS),
  name,
  category: z.enum(MERCHANT_CATEGORIES).nullable(),
  status: z.enum(['active', 'suspended']),
  createdAt: instant,
});
export type Organization = z.input<typeof organization>;

export const organizations = routes({
  listOrganizations: {
    method: 'GET',
    path: '/organizations',
    summary: 'The operator, the issuers and the merchants, newest first',
    permission: 'organizations.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
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
    summary: 'Register an issuer, an upstream company whose own members hold the card, with the first of its people',
    permission: 'organizations.write',
    idempotent: true,
    body: z.object({ name, manager: z.object({ name, userName, password }).optional() }),
    response: organization,
    errors: ['organizations.name_taken', 'identity.user_name_taken', 'organizations.more_than_own'],
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
  ...departmentRoutes,
  ...roleRoutes,
  ...staffRoutes,
});
