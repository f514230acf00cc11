import { isDeepStrictEqual } from 'node:util';
import type { InputOf, SettingKey, settings } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { lockKey, saveSetting, selectSetting, tellBooks } from './queries.ts';
import { checkedValue, heldValue, keyOf, refuseOwnExemption, refuseWithoutRight, type SettingView, settingView } from './setting.ts';

/**
 * From the commit on every server goes by the new value. The same value again changes nothing and is not recorded.
 * @throws AppError `settings.unknown`, `settings.value_wrong`, `request.forbidden`, `settings.not_on_oneself`
 */
export async function updateSetting(ctx: Ctx, input: InputOf<typeof settings.updateSetting>): Promise<SettingView> {
  const key = keyOf(input.key);
  refuseWithoutRight(key, ctx.actor.permissions);
  const value = checkedValue(key, input.value);
  await lockKey(ctx, key);
  const row = await selectSetting(ctx, key);
  const before = heldValue(key, row?.value);
  if (isDeepStrictEqual(value, before)) return settingView(key, row, ctx.actor.permissions);
  refuseOwnExemption(ctx.actor, key, { before, after: value });

  const changed = { key, changed_at: ctx.now, changed_by: ctx.actor.kind === 'staff' ? ctx.actor.name : ctx.actor.kind };
  await saveSetting(ctx, { ...changed, value: JSON.stringify(value) });
  await recordChange(ctx, key, { before, after: value });
  return settingView(key, { ...changed, value }, ctx.actor.permissions);
}

/** Writes the change down and tells every server. */
export async function recordChange(ctx: Ctx, key: SettingKey, change: { before: unknown; after: unknown }): Promise<void> {
  const { before, after } = change;
  await record(ctx, {
    action: 'settings.updateSetting',
    targetKind: 'setting',
    targetId: key,
    before: { value: before },
    after: { value: after },
  });
  await tellBooks(ctx, key);
}
