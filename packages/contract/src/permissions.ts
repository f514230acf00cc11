/**
 * Every right that a route can ask for. A person's role, a member's session and a terminal's token each carry a set of these.
 * `public` needs no sign-in and belongs to everyone.
 */
export const PERMISSIONS = [
  'public',
  'session.read',
  'self.read',
  'self.pay',
  'self.cards',
  'self.limits',
  'terminal.charge',
  'terminal.refund',
  'terminal.read',
  'organizations.read',
  'organizations.write',
  'staff.read',
  'staff.write',
  'members.read',
  'members.write',
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
  'backup.read',
  'backup.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Ready-made roles of staff. `operator` roles belong to the operator's own people, `merchant` roles to a merchant's. */
export const ROLES = {
  administrator: {
    organizationKind: 'operator',
    permissions: [
      'organizations.read',
      'organizations.write',
      'staff.read',
      'staff.write',
      'members.read',
      'members.write',
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
  auditor: {
    organizationKind: 'operator',
    permissions: ['organizations.read', 'members.read', 'payments.read', 'ledger.read', 'audit.read'],
  },
  merchantManager: {
    organizationKind: 'merchant',
    permissions: ['organizations.read', 'staff.read', 'terminals.read', 'terminals.write', 'payments.read', 'payments.refund'],
  },
} as const satisfies Record<string, { organizationKind: 'operator' | 'merchant'; permissions: readonly Permission[] }>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = ['administrator', 'finance', 'cashier', 'auditor', 'merchantManager'] as const satisfies readonly Role[];

export const MEMBER_PERMISSIONS = ['session.read', 'self.read', 'self.pay', 'self.cards', 'self.limits'] as const satisfies readonly Permission[];
export const TERMINAL_PERMISSIONS = ['terminal.charge', 'terminal.refund', 'terminal.read'] as const satisfies readonly Permission[];
