import type { Ctx } from '../../platform/ctx.ts';
import { selectLastTimes } from './queries.ts';

/** When the newest good backup was begun; null while there is none. */
export async function readLastGood(ctx: Ctx): Promise<Date | null> {
  return (await selectLastTimes(ctx)).good;
}
