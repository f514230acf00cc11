import { asSystem } from '../../platform/as-system.ts';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { makeChangedDays } from './queries.ts';

/** What comes late comes within these days, but for the odd slip; the nightly run looks at all. */
const RECENT_DAYS = 40;
/** Days that are made in one go. */
const DAYS_AT_ONCE = 31;
const FIRST_DAY = '2000-01-01';

/** Sums a recent day whose lists have changed. Answers 0 when there is none, or another process is at it. */
export async function makeRecentDay(ctx: Ctx): Promise<number> {
  return makeChangedDays(ctx, { from: await businessDayNow(ctx, RECENT_DAYS), limit: 1 });
}

/** Sums any day whose lists have changed. */
export function makeAnyDay(ctx: Ctx): Promise<number> {
  return makeChangedDays(ctx, { from: FIRST_DAY, limit: 1 });
}

/** A day a transaction: what is cut off loses one, and goes on with the next. */
export async function makeDays(errand: Errand, makeOne: (ctx: Ctx) => Promise<number>): Promise<void> {
  const { database, requestId } = errand;
  for (let count = 0; count < DAYS_AT_ONCE; count += 1) {
    if ((await database.transaction(systemActor('reports'), { requestId }, makeOne)) === 0) return;
  }
}

/** In one transaction, of a place with few days. */
export function makeAllDays(ctx: Ctx): Promise<number> {
  return asSystem(ctx, (system) => makeChangedDays(system, { from: FIRST_DAY, limit: DAYS_AT_ONCE }));
}
