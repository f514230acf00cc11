import type { InputOf, OutputOf, reconciliation } from '@tessera/contract';
import { type BusinessDay, DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { summariesOf } from './day-summary.ts';

type List = typeof reconciliation.listReconciliationDays;

/** Newest first, from today or from the day before `before`. */
export async function listReconciliationDays(ctx: Ctx, { before, days }: InputOf<List>): Promise<OutputOf<List>> {
  const first = before ? dayAfter(before, -1) : await businessDayNow(ctx);
  return {
    items: await summariesOf(
      ctx,
      Array.from({ length: days }, (_, place) => dayAfter(first, -place)),
    ),
  };
}

/** A day so many days after another, by the calendar. */
export function dayAfter(day: BusinessDay, days: number): BusinessDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
