import { organizations } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { createMerchant } from './create-merchant.ts';
import { createStaff } from './create-staff.ts';
import { getOrganization } from './get-organization.ts';
import { listOrganizations } from './list-organizations.ts';
import { listStaff } from './list-staff.ts';
import { updateMerchant } from './update-merchant.ts';

export const organizationsRoutes = bind(organizations, {
  listOrganizations,
  getOrganization,
  createMerchant,
  updateMerchant,
  listStaff,
  createStaff,
});
