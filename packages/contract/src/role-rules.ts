import { type OrganizationKind, PERMISSIONS, type Permission, ROLES, type Role } from './permissions.ts';

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

export function permissionsFor(kind: OrganizationKind): StaffPermission[] {
  return PERMISSIONS.filter((permission) => isPermissionFor(permission, kind));
}
