import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { deleteSpendingDays } from './queries.ts';

/** Longer than the evening's warning looks back, and than a payment is usually given back after. */
const KEPT_DAYS = 90;

/** Answers how many were forgotten, `limit` at most. */
export async function forgetSpendingDays(ctx: Ctx, limit: number): Promise<number> {
  return deleteSpendingDays(ctx, { before: await businessDayNow(ctx, KEPT_DAYS), limit });
}
