import { organizations } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { changeStaffStatus } from './change-staff-status.ts';
import { createDepartment } from './create-department.ts';
import { createGrant } from './create-grant.ts';
import { createIssuer } from './create-issuer.ts';
import { createMerchant } from './create-merchant.ts';
import { createRole } from './create-role.ts';
import { createStaff } from './create-staff.ts';
import { deleteRole } from './delete-role.ts';
import { endStaffSessions } from './end-staff-sessions.ts';
import { getOrganization } from './get-organization.ts';
import { getStaff } from './get-staff.ts';
import { listDepartments } from './list-departments.ts';
import { listOrganizations } from './list-organizations.ts';
import { listRoles } from './list-roles.ts';
import { listStaff } from './list-staff.ts';
import { moveDepartment } from './move-department.ts';
import { resetStaffSecondFactors } from './reset-staff-second-factors.ts';
import { revokeGrant } from './revoke-grant.ts';
import { updateDepartment } from './update-department.ts';
import { updateIssuer } from './update-issuer.ts';
import { updateMerchant } from './update-merchant.ts';
import { updateRole } from './update-role.ts';
import { updateStaff } from './update-staff.ts';

export const organizationsRoutes = bind(organizations, {
  listOrganizations,
  getOrganization,
  createIssuer,
  updateIssuer,
  createMerchant,
  updateMerchant,
  listStaff,
  getStaff,
  createStaff,
  updateStaff,
  changeStaffStatus,
  endStaffSessions,
  resetStaffSecondFactors,
  createGrant,
  revokeGrant,
  listRoles,
  createRole,
  updateRole,
  deleteRole,
  listDepartments,
  createDepartment,
  updateDepartment,
  moveDepartment,
});
