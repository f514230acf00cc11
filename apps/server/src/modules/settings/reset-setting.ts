import { type InputOf, SETTINGS, type settings } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { deleteSetting, lockKey, selectSetting } from './queries.ts';
import { heldValue, keyOf, refuseOwnExemption, refuseWithoutRight, type SettingView, settingView } from './setting.ts';
import { recordChange } from './update-setting.ts';

/**
 * The initial value holds again, also when a later version brings another one.
 * @throws AppError `settings.unknown`, `request.forbidden`, `settings.not_on_oneself`
 */
export async function resetSetting(ctx: Ctx, input: InputOf<typeof settings.resetSetting>): Promise<SettingView> {
  const key = keyOf(input.key);
  refuseWithoutRight(key, ctx.actor.permissions);
  await lockKey(ctx, key);
  const row = await selectSetting(ctx, key);
  if (row) {
    const change = { before: heldValue(key, row.value), after: SETTINGS[key].initial };
    refuseOwnExemption(ctx.actor, key, change);
    await deleteSetting(ctx, key);
    await recordChange(ctx, key, change);
  }
  return settingView(key, undefined, ctx.actor.permissions);
}
