import type { OutputOf, reconciliation } from '@tessera/contract';
import { type BusinessDay, toMinor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { depositsOn } from '../anonymouscards/index.ts';
import { getToday } from '../payments/index.ts';
import { cashOn } from '../sales/index.ts';
import type { DayView } from './get-day.ts';
import { selectDayCounts } from './queries.ts';

export type DayReport = NonNullable<OutputOf<typeof reconciliation.getReconciliationDay>['closed']>['report'];

/** What is kept of a day when it is closed: by channel, by merchant, by kind, and what was left parked. */
export async function reportOf(ctx: Ctx, businessOn: BusinessDay, channels: DayView['channels']): Promise<DayReport> {
  const paid = await asSystem(ctx, (system) => getToday(system, businessOn));
  const counts = await selectDayCounts(ctx, { from: businessOn, to: businessOn });
  const { totals } = paid;
  const deposits = await depositsOn(ctx, businessOn);
  const cash = await cashOn(ctx, businessOn);
  return {
    channels: channels.map(({ channel, bill, ...ours }) => ({
      channel,
      totals: [
        { kind: 'billPaid', name: '', count: bill?.paidCount ?? 0, amountMinor: bill?.paidMinor ?? ZERO },
        { kind: 'billRefunded', name: '', count: bill?.refundedCount ?? 0, amountMinor: bill?.refundedMinor ?? ZERO },
        { kind: 'ourPaid', name: '', count: ours.ourPaidCount, amountMinor: ours.ourPaidMinor },
        { kind: 'ourRefunded', name: '', count: ours.ourRefundedCount, amountMinor: ours.ourRefundedMinor },
      ],
      feeMinor: bill?.feeMinor ?? ZERO,
    })),
    merchants: paid.merchants.map((merchant) => ({
      kind: 'net',
      name: merchant.merchantName,
      count: merchant.totals.chargeCount,
      amountMinor: merchant.totals.netMinor,
    })),
    kinds: [
      { kind: 'charge', name: '', count: totals.chargeCount, amountMinor: totals.chargeMinor },
      { kind: 'refund', name: '', count: totals.refundCount, amountMinor: totals.refundMinor },
      { kind: 'topUp', name: '', count: paid.topUpCount, amountMinor: paid.topUpMinor },
      { kind: 'issuerTopUp', name: '', count: paid.issuerTopUpCount, amountMinor: paid.issuerTopUpMinor },
      { kind: 'issuerTopUpBack', name: '', count: paid.issuerTopUpBackCount, amountMinor: paid.issuerTopUpBackMinor },
      { kind: 'depositTaken', name: '', count: deposits.inCount, amountMinor: deposits.inMinor },
      { kind: 'depositReturned', name: '', count: deposits.outCount, amountMinor: deposits.outMinor },
      { kind: 'cashIn', name: '', count: cash.inCount, amountMinor: cash.inMinor },
      { kind: 'cashOut', name: '', count: cash.outCount, amountMinor: cash.outMinor },
      { kind: 'cashExpected', name: '', count: cash.shiftCount, amountMinor: cash.expectedMinor },
      { kind: 'cashCounted', name: '', count: cash.shiftCount, amountMinor: cash.countedMinor },
      { kind: 'cashUncounted', name: '', count: cash.uncountedCount, amountMinor: cash.uncountedMinor },
    ],
    differences: counts.map(({ state, count, gap_minor }) => ({ state, count, gapMinor: toMinor(gap_minor) })),
  };
}
