import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { sumWaiting } from './margin-queries.ts';

const SUMMING = systemActor('settlement.sumMargins');
const ACCRUALS_AT_ONCE = 10_000;
/** Of one time; the rest goes the next. */
const STEPS_MAX = 10_000;

/**
 * Carries what has accrued into the sums of its day, a few thousand accruals a transaction: each leaves the list of those that wait as it comes into a
 * sum, so killed in the middle and run again it counts once. Whoever asks meanwhile is told both.
 */
export async function sumMargins(database: Database): Promise<void> {
  for (let step = 0; step < STEPS_MAX; step += 1)
    if ((await database.transaction(SUMMING, {}, (ctx) => sumWaiting(ctx, ACCRUALS_AT_ONCE))) < ACCRUALS_AT_ONCE) return;
}
