import { dayAfter } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { makeAllPairs } from './queries.ts';

const DAYS_BACK = 180;
/** So few people at least did the same that nobody is told about one of them. */
export const LEAST_MEMBERS = 5;

/** Counts anew what the same members redeem, of those alone who allow recommendations. Safe to run twice. Answers how many pairs there are. */
export async function makePairs(ctx: Ctx): Promise<number> {
  const since = dayAfter(await businessDayNow(ctx), -DAYS_BACK);
  return makeAllPairs(ctx, { since, least: LEAST_MEMBERS });
}
