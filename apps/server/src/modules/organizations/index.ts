export { createMerchant } from './create-merchant.ts';
export { createOperator } from './create-operator.ts';
export { createStaff } from './create-staff.ts';
export { merchantResumed, merchantSuspended } from './events.ts';
export { findOperator, findOrganizations } from './find-organizations.ts';
export { findStaffByUser, type StaffOfUser } from './find-staff-by-user.ts';
export type { OrganizationKind, OrganizationView } from './organization.ts';
export { organizationsRoutes } from './routes.ts';
export { updateMerchant } from './update-merchant.ts';
