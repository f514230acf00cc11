import type { BusinessDay } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { readSetting } from '../settings/index.ts';

/** Between which days, both included, a slip may have been written. */
export type SlipDays = { readonly first: BusinessDay; readonly today: BusinessDay };

export async function slipDays(ctx: Ctx): Promise<SlipDays> {
  const daysBack = await readSetting(ctx, 'slips.daysBack');
  return { first: await businessDayNow(ctx, daysBack), today: await businessDayNow(ctx) };
}

export function dayProblem(paidOn: string, { first, today }: SlipDays): 'day_ahead' | 'day_too_old' | null {
  if (paidOn > today) return 'day_ahead';
  return paidOn < first ? 'day_too_old' : null;
}
