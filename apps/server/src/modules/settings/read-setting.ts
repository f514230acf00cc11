import type { SettingKey, SettingValue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { selectSetting } from './queries.ts';
import { heldValue } from './setting.ts';

/** What holds in this transaction. Code that asks for every request reads the settings book instead. */
export async function readSetting<Key extends SettingKey>(ctx: Ctx, key: Key): Promise<SettingValue<Key>> {
  return heldValue(key, (await selectSetting(ctx, key))?.value);
}
