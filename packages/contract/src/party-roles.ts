/** Ready-made roles of merchants and issuers; the operator's stand in `ready-made-roles.ts`. */
export const PARTY_ROLES = {
  merchantManager: {
    organizationKind: 'merchant',
    permissions: [
      'organizations.read',
      'departments.read',
      'departments.write',
      'staff.read',
      'staff.write',
      'roles.read',
      'roles.write',
      'grants.write',
      'terminals.read',
      'terminals.write',
      'payments.read',
      'payments.refund',
      'disputes.read',
      'disputes.answer',
      'sales.readShifts',
    ],
  },
  merchantCashier: {
    organizationKind: 'merchant',
    permissions: ['organizations.read', 'terminals.read', 'payments.read', 'sales.readShifts'],
  },
  issuerManager: {
    organizationKind: 'issuer',
    permissions: [
      'organizations.read',
      'departments.read',
      'departments.write',
      'staff.read',
      'staff.write',
      'roles.read',
      'roles.write',
      'grants.write',
      'members.read',
      'members.write',
      'members.import',
    ],
  },
  issuerClerk: {
    organizationKind: 'issuer',
    permissions: ['organizations.read', 'departments.read', 'members.read', 'members.import'],
  },
} as const;
