import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { endLots } from './end-lots.ts';
import { lockEndedLots } from './lot-queries.ts';
import { LOTS_PER_STEP } from './mature-lots.ts';

/** Lets what is left in lots go whose last day is over. Safe to run twice, and by several workers at once. Answers how many lots. */
export async function expireLots(ctx: Ctx): Promise<number> {
  const due = await lockEndedLots(ctx, { today: await businessDayNow(ctx), limit: LOTS_PER_STEP });
  await endLots(ctx, due, 'expired');
  return due.length;
}
