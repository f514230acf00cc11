import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { lockDuePurses } from './purse-queries.ts';
import { sweepPurses } from './sweep-purses.ts';

/** Purses that one transaction sweeps. */
const PURSES_PER_STEP = 200;

/**
 * Gives the rest of purses whose last day is over back to their funds, also what a refund brought into an expired one since. Safe to run
 * twice, and by several workers at once. Answers how many purses it swept; 0 when none is due.
 */
export async function expirePurses(ctx: Ctx): Promise<number> {
  const due = await lockDuePurses(ctx, { today: await businessDayNow(ctx), limit: PURSES_PER_STEP });
  await sweepPurses(ctx, due);
  return due.length;
}
