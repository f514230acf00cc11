import type { InputOf, OutputOf, reconciliation } from '@tessera/contract';
import { dayAfter } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { summariesOf } from './day-summary.ts';
import { firstDay } from './first-day.ts';

type List = typeof reconciliation.listReconciliationDays;

/** Newest first, from today or from the day before `before`, down to the first day that there is anything to reconcile of. */
export async function listReconciliationDays(ctx: Ctx, { before, days }: InputOf<List>): Promise<OutputOf<List>> {
  const today = await businessDayNow(ctx);
  const newest = before ? dayAfter(before, -1) : today;
  const first = (await firstDay(ctx)) ?? today;
  const wanted = Array.from({ length: days }, (_, place) => dayAfter(newest, -place)).filter((day) => day >= first);
  const oldest = wanted.at(-1);
  return { items: await summariesOf(ctx, wanted), hasOlder: oldest !== undefined && oldest > first };
}
