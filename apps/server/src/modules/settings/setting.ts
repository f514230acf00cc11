import {
  AppError,
  type OutputOf,
  type Permission,
  SETTING_KEYS,
  SETTINGS,
  type Setting,
  type SettingKey,
  type SettingValue,
  type settings,
} from '@tessera/contract';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/ctx.ts';
import type { SettingsTables } from './tables.ts';

export type SettingRow = Selectable<SettingsTables['settings.setting']>;
/** A setting as the contract shows it. */
export type SettingView = OutputOf<typeof settings.updateSetting>;

/** The registry with the type of each value forgotten, for code that treats all keys alike. */
const ANY: Readonly<Record<SettingKey, Setting<unknown>>> = SETTINGS as unknown as Record<SettingKey, Setting<unknown>>; // A schema is only read from here.

/** @throws AppError `settings.unknown` */
export function keyOf(text: string): SettingKey {
  const key = SETTING_KEYS.find((one) => one === text);
  if (key === undefined) throw new AppError('settings.unknown');
  return key;
}

/** @throws AppError `request.forbidden` */
export function refuseWithoutRight(key: SettingKey, permissions: ReadonlySet<Permission>): void {
  if (!permissions.has(ANY[key].permission)) throw new AppError('request.forbidden');
}

/** @throws AppError `settings.value_wrong` */
export function checkedValue(key: SettingKey, value: unknown): unknown {
  const { success, data } = ANY[key].schema.safeParse(value);
  if (!success) throw new AppError('settings.value_wrong', { key });
  return data;
}

const lines = z.array(z.string()).catch([]);

/** Roles that need a second factor stand in a list: nobody takes one of their own out of it. @throws AppError `settings.not_on_oneself` */
export function refuseOwnExemption(actor: Actor, key: SettingKey, { before, after }: { before: unknown; after: unknown }): void {
  if (key !== 'identity.secondFactorRoles' || actor.kind !== 'staff') return;
  const own = new Set(actor.role?.split(', '));
  const kept = new Set(lines.parse(after));
  if (lines.parse(before).some((role) => own.has(role) && !kept.has(role))) throw new AppError('settings.not_on_oneself');
}

/** What holds now: the stored value, or the initial one when there is none or when a newer version has narrowed what is allowed. */
export function heldValue<Key extends SettingKey>(key: Key, stored: unknown): SettingValue<Key> {
  const parsed = stored === undefined ? undefined : ANY[key].schema.safeParse(stored);
  return (parsed?.success ? parsed.data : ANY[key].initial) as SettingValue<Key>; // Parsed by this key's own schema.
}

export function settingView(key: SettingKey, row: SettingRow | undefined, permissions: ReadonlySet<Permission>): SettingView {
  const { group, input, permission, initial } = ANY[key];
  return {
    key,
    group,
    input,
    value: heldValue(key, row?.value) as SettingView['value'], // Whatever a schema of the registry gives is JSON.
    initial: initial as SettingView['initial'], // As above.
    mayChange: permissions.has(permission),
    changedAt: row?.changed_at ?? null,
    changedBy: row?.changed_by ?? null,
  };
}
