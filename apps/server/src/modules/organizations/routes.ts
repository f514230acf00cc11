import { organizations } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { createDepartment } from './create-department.ts';
import { createIssuer } from './create-issuer.ts';
import { createMerchant } from './create-merchant.ts';
import { createStaff } from './create-staff.ts';
import { getOrganization } from './get-organization.ts';
import { listDepartments } from './list-departments.ts';
import { listOrganizations } from './list-organizations.ts';
import { listStaff } from './list-staff.ts';
import { moveDepartment } from './move-department.ts';
import { updateDepartment } from './update-department.ts';
import { updateIssuer } from './update-issuer.ts';
import { updateMerchant } from './update-merchant.ts';

export const organizationsRoutes = bind(organizations, {
  listOrganizations,
  getOrganization,
  createIssuer,
  updateIssuer,
  createMerchant,
  updateMerchant,
  listStaff,
  createStaff,
  listDepartments,
  createDepartment,
  updateDepartment,
  moveDepartment,
});
