import { type OrganizationKind, PERMISSIONS, type Permission } from './permissions.ts';
import { ROLES, type Role } from './ready-made-roles.ts';

/** Duties that exclude one another: who runs the system, who looks after its security, who looks over both. A role has the duties of its permissions. */
export const DUTIES = {
  system: ['organizations.write', 'settings.write', 'backup.write'],
  security: ['security.write'],
  audit: ['audit.export'],
} as const satisfies Record<string, readonly Permission[]>;
export type Duty = keyof typeof DUTIES;
export const DUTY_NAMES = ['system', 'security', 'audit'] as const satisfies readonly Duty[];

/** How the audit log and the settings name roles: a ready-made one by its key, a free one by its name. */
export function roleWord(role: { key: Role | null; name: string | null }): string {
  return role.key ?? role.name ?? '';
}

export function dutiesOf(permissions: Iterable<Permission>): Duty[] {
  const held = new Set(permissions);
  return DUTY_NAMES.filter((duty) => DUTIES[duty].some((permission) => held.has(permission)));
}

/** What a role can be put together from. */
export type StaffPermission = Exclude<Permission, 'public' | `session.${string}` | `self.${string}` | `terminal.${string}`>;

/** What everybody holds who is signed in, and what belongs to members and devices, is in no role. */
const NOT_OF_STAFF = /^(?:public$|session\.|self\.|terminal\.)/;

/**
 * Whether the people of such an organisation may hold the permission at all: the operator's may hold every one that is made for staff, those
 * of the others what a ready-made role of their kind has.
 */
export function isPermissionFor(permission: Permission, kind: OrganizationKind): permission is StaffPermission {
  if (kind === 'operator') return !NOT_OF_STAFF.test(permission);
  return Object.values(ROLES).some((role) => role.organizationKind === kind && new Set<Permission>(role.permissions).has(permission));
}

/**
 * What a grant for a part of the organization can give: rights over people and things that belong to a department, and the list of roles, which
 * whoever gives roles there has to read. Settings, backups, keys, the audit log and whatever else belongs to the whole house are in none.
 */
const OF_DEPARTMENTS: ReadonlySet<Permission> = new Set<Permission>([
  'departments.read',
  'departments.write',
  'staff.read',
  'staff.write',
  'roles.read',
  'grants.write',
  'members.read',
  'members.write',
  'members.import',
  'members.readSensitive',
  'members.erase',
  'cards.read',
  'cards.write',
  'wallets.read',
  'wallets.write',
  'payments.read',
  'payments.refund',
  'payments.topUp',
  'disputes.read',
  'disputes.write',
  'disputes.decide',
  'surveys.read',
  'surveys.write',
]);

/** Whether the permission means anything for some departments only. A grant for a part of the organization leaves out those that do not. */
export function isOfDepartments(permission: Permission): boolean {
  return OF_DEPARTMENTS.has(permission);
}

export function permissionsFor(kind: OrganizationKind): StaffPermission[] {
  return PERMISSIONS.filter((permission) => isPermissionFor(permission, kind));
}
