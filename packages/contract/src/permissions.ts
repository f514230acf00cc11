/**
 * Every right that a route can ask for. A person's role, a member's session and a terminal's token each carry a set of these.
 * `public` needs no sign-in and belongs to everyone.
 */
export const PERMISSIONS = [
  'public',
  'session.read',
  'session.finish',
  'session.security',
  'self.read',
  'self.pay',
  'self.cards',
  'self.limits',
  'self.privacy',
  'terminal.charge',
  'terminal.refund',
  'terminal.read',
  'organizations.read',
  'organizations.write',
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
  'members.readSensitive',
  'members.erase',
  'privacy.read',
  'privacy.write',
  'security.write',
  'cards.read',
  'cards.write',
  'wallets.read',
  'wallets.write',
  'terminals.read',
  'terminals.write',
  'payments.read',
  'payments.refund',
  'payments.topUp',
  'ledger.read',
  'audit.read',
  'audit.export',
  'settings.read',
  'settings.write',
  'backup.read',
  'backup.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Who an organisation is to the installation: the one that runs it, an upstream company with members of its own, or one that sells. */
export const ORGANIZATION_KINDS = ['operator', 'issuer', 'merchant'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** Ready-made roles of staff, each for one kind of organisation. */
export const ROLES = {
  administrator: {
    organizationKind: 'operator',
    permissions: [
      'organizations.read',
      'organizations.write',
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
      'members.readSensitive',
      'members.erase',
      'privacy.read',
      'privacy.write',
      'cards.read',
      'cards.write',
      'wallets.read',
      'wallets.write',
      'terminals.read',
      'terminals.write',
      'payments.read',
      'payments.refund',
      'payments.topUp',
      'ledger.read',
      'audit.read',
      'settings.read',
      'settings.write',
      'backup.write',
    ],
  },
  finance: {
    organizationKind: 'operator',
    permissions: ['organizations.read', 'members.read', 'wallets.read', 'terminals.read', 'payments.read', 'payments.refund', 'ledger.read'],
  },
  cashier: {
    organizationKind: 'operator',
    permissions: ['members.read', 'cards.read', 'cards.write', 'wallets.read', 'payments.read', 'payments.topUp'],
  },
  seller: {
    organizationKind: 'operator',
    permissions: ['members.read', 'cards.read', 'payments.read'],
  },
  checker: {
    organizationKind: 'operator',
    permissions: ['members.read', 'cards.read'],
  },
  riskDesk: {
    organizationKind: 'operator',
    permissions: ['members.read', 'cards.read', 'cards.write', 'wallets.read', 'payments.read'],
  },
  customerService: {
    organizationKind: 'operator',
    permissions: [
      'members.read',
      'members.write',
      'members.readSensitive',
      'members.erase',
      'cards.read',
      'cards.write',
      'wallets.read',
      'payments.read',
    ],
  },
  securityAdministrator: {
    organizationKind: 'operator',
    permissions: [
      'organizations.read',
      'departments.read',
      'staff.read',
      'staff.write',
      'roles.read',
      'roles.write',
      'grants.write',
      'audit.read',
      'settings.read',
      'security.write',
    ],
  },
  auditor: {
    organizationKind: 'operator',
    permissions: ['organizations.read', 'members.read', 'payments.read', 'ledger.read', 'audit.read', 'audit.export'],
  },
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
    ],
  },
  merchantCashier: {
    organizationKind: 'merchant',
    permissions: ['organizations.read', 'terminals.read', 'payments.read'],
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
} as const satisfies Record<string, { organizationKind: OrganizationKind; permissions: readonly Permission[] }>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = [
  'administrator',
  'finance',
  'cashier',
  'seller',
  'checker',
  'riskDesk',
  'customerService',
  'securityAdministrator',
  'auditor',
  'merchantManager',
  'merchantCashier',
  'issuerManager',
  'issuerClerk',
] as const satisfies readonly Role[];

/** What everybody who is signed in may do, in either realm. */
export const SESSION_PERMISSIONS = ['session.read', 'session.finish', 'session.security'] as const satisfies readonly Permission[];
/** What a sign-in may do that waits for a second factor or for a password of one's own. */
export const UNFINISHED_PERMISSIONS = ['session.read', 'session.finish'] as const satisfies readonly Permission[];
export const MEMBER_PERMISSIONS = [
  ...SESSION_PERMISSIONS,
  'self.read',
  'self.pay',
  'self.cards',
  'self.limits',
  'self.privacy',
] as const satisfies readonly Permission[];
export const TERMINAL_PERMISSIONS = ['terminal.charge', 'terminal.refund', 'terminal.read'] as const satisfies readonly Permission[];
