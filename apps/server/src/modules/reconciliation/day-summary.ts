import type { OutputOf, reconciliation } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { listChannelUse } from '../channels/index.ts';
import { selectBillStates } from './bill-queries.ts';
import { isBilled } from './parts.ts';
import { type DayCounts, selectDayCounts, selectDays } from './queries.ts';

export type DaySummary = OutputOf<typeof reconciliation.fetchBill>;
export type BilledChannel = { key: string; since: BusinessDay | null };

/** Channels that write bills and are, or were, in use. */
export async function billedChannels(ctx: Ctx): Promise<BilledChannel[]> {
  const all = await asSystem(ctx, listChannelUse);
  return all.filter(({ kind, enabled, since }) => isBilled(kind) && (enabled || since !== null)).map(({ key, since }) => ({ key, since }));
}

/** Where each day stands, in the order of the days asked for. */
export async function summariesOf(ctx: Ctx, days: readonly BusinessDay[]): Promise<DaySummary[]> {
  const sorted = [...days].sort();
  const span = { from: sorted[0] ?? '', to: sorted.at(-1) ?? '' };
  if (days.length === 0) return [];
  const [today, channels] = [await businessDayNow(ctx), await billedChannels(ctx)];
  const bills = await selectBillStates(ctx, span);
  const counts = await selectDayCounts(ctx, span);
  const closed = new Set((await selectDays(ctx, span)).map((day) => day.business_on));
  return days.map((businessOn) => {
    const missingBills = channels
      .filter(({ key, since }) => since !== null && businessOn >= since && !bills.some((bill) => isDone(bill, key, businessOn)))
      .map(({ key }) => key);
    const own = counts.filter((count) => count.business_on === businessOn);
    const open = own.filter(({ state }) => state === 'open' || state === 'suspense' || state === 'proposed');
    const openCount = sumOf(open, 'count');
    const state = closed.has(businessOn)
      ? 'closed'
      : businessOn >= today
        ? 'running'
        : openCount > 0
          ? 'differences'
          : missingBills.length > 0
            ? 'waiting'
            : 'ready';
    return {
      businessOn,
      state,
      missingBills: closed.has(businessOn) ? [] : missingBills,
      openCount,
      parkedCount: sumOf(
        own.filter((count) => count.state === 'parked'),
        'count',
      ),
      gapMinor: toMinor(sumOf(open, 'gap_minor')),
    };
  });
}

function isDone(bill: { channel_key: string; business_on: BusinessDay; state: string }, key: string, businessOn: BusinessDay): boolean {
  return bill.channel_key === key && bill.business_on === businessOn && bill.state === 'matched';
}

function sumOf(counts: readonly DayCounts[], of: 'count' | 'gap_minor'): number {
  return counts.reduce((sum, count) => sum + count[of], 0);
}

export async function summaryOf(ctx: Ctx, businessOn: BusinessDay): Promise<DaySummary> {
  const [summary] = await summariesOf(ctx, [businessOn]);
  if (!summary) throw new Error('each day has a summary');
  return summary;
}
