import type { Ctx } from '../../platform/ctx.ts';
import { countOpen } from './queries.ts';

/** For the number beside the menu's entry. */
export async function countOpenAlerts(ctx: Ctx): Promise<{ count: number }> {
  return { count: await countOpen(ctx) };
}
