import { type OutputOf, SETTING_KEYS, type settings } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { selectSettings } from './queries.ts';
import { settingView } from './setting.ts';

/** The whole registry in its order, with what holds now. */
export async function listSettings(ctx: Ctx): Promise<OutputOf<typeof settings.listSettings>> {
  const rows = new Map((await selectSettings(ctx)).map((row) => [row.key, row]));
  return { items: SETTING_KEYS.map((key) => settingView(key, rows.get(key), ctx.actor.permissions)) };
}
