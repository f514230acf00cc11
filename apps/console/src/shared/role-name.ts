import type { Role } from '@tessera/contract';
import type { Texts } from './texts.ts';

type Named = { key: Role | null; name: string | null };

/** A ready-made role is named in the reader's language, a free one as it was called. */
export function roleName(t: Texts, role: Named): string {
  return role.key ? t(`role.${role.key}`) : (role.name ?? '');
}

export function roleNames(t: Texts, roles: readonly Named[]): string {
  return roles.length === 0 ? t('staff.noRoles') : [...new Set(roles.map((role) => roleName(t, role)))].join(t('list.comma'));
}
