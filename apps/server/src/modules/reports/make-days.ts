import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { makeChangedDays } from './queries.ts';

/** What comes late comes within these days, but for the odd slip; the nightly run looks at all. */
const RECENT_DAYS = 40;
/** Days that one transaction makes. */
const DAYS_AT_ONCE = 31;
const FIRST_DAY = '2000-01-01';

/** Sums the days whose lists have changed. Answers how many there were; 0 also while another process is at it. */
export async function makeRecentDays(ctx: Ctx): Promise<number> {
  return makeChangedDays(ctx, { from: await businessDayNow(ctx, RECENT_DAYS), limit: DAYS_AT_ONCE });
}

export function makeAllDays(ctx: Ctx): Promise<number> {
  return asSystem(ctx, (system) => makeChangedDays(system, { from: FIRST_DAY, limit: DAYS_AT_ONCE }));
}
