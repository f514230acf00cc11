import type { InputOf, OutputOf, reconciliation } from '@tessera/contract';
import { type BusinessDay, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { billView } from './bill.ts';
import { selectBillsOf } from './bill-queries.ts';
import { billedChannels, summaryOf } from './day-summary.ts';
import { type ChannelSide, type Check, checkBill, checkBooks } from './level-checks.ts';
import { allowLong, selectChannelSums } from './match-queries.ts';
import { explainBooks, insertBooksDifference, selectDays } from './queries.ts';

type Get = typeof reconciliation.getReconciliationDay;
export type DayView = OutputOf<Get>;
type DayReport = NonNullable<DayView['closed']>['report'];
type ChannelView = DayView['channels'][number];

/** One day whole: each channel's bill beside our side, the three levels, and the report of a closed one. */
export async function getReconciliationDay(ctx: Ctx, { businessOn }: InputOf<Get>): Promise<DayView> {
  await allowLong(ctx);
  const { sides, channels } = await channelsOf(ctx, businessOn);
  const [closed] = await selectDays(ctx, { from: businessOn, to: businessOn });
  return {
    ...(await summaryOf(ctx, businessOn)),
    channels,
    checks: await checksOf(ctx, businessOn, sides),
    closed: closed
      ? {
          at: closed.closed_at,
          by: closed.closed_by,
          anchorHash: closed.anchor_hash,
          report: closed.report as DayReport, // As closeDay wrote it.
        }
      : null,
  };
}

export async function channelsOf(ctx: Ctx, businessOn: BusinessDay): Promise<{ sides: ChannelSide[]; channels: ChannelView[] }> {
  const bills = await selectBillsOf(ctx, businessOn);
  const sides: ChannelSide[] = [];
  for (const { key } of await billedChannels(ctx)) {
    const bill = bills.find((one) => one.channel_key === key && one.state !== 'refused');
    sides.push({ key, bill, sums: await selectChannelSums(ctx, key, businessOn) });
  }
  const channels = sides.map(({ key, bill, sums }) => ({
    channel: key,
    bill: bill ? billView(bill) : null,
    refusedBills: bills.filter((one) => one.channel_key === key && one.state === 'refused').map(billView),
    matchedCount: sums.matched_count,
    ourPaidCount: sums.paid_count,
    ourPaidMinor: sums.paid_minor,
    ourRefundedCount: sums.refunded_count,
    ourRefundedMinor: sums.refunded_minor,
  }));
  return { sides, channels };
}

export async function checksOf(ctx: Ctx, businessOn: BusinessDay, sides: readonly ChannelSide[]): Promise<Check[]> {
  const ofBooks = await checkBooks(
    ctx,
    businessOn,
    sides.map(({ key }) => key),
  );
  return [...sides.flatMap(checkBill), ...ofBooks];
}

/** Sums that disagree become differences of the day, like all others; those that agree again are explained. */
export async function noteChecks(ctx: Ctx, businessOn: BusinessDay, checks: readonly Check[]): Promise<void> {
  for (const check of checks.filter(({ isOk }) => !isOk)) {
    await insertBooksDifference(ctx, {
      id: newId<'difference'>(ctx.now.getTime()),
      business_on: businessOn,
      channel_key: check.channel ?? 'ledger',
      kind: 'books',
      entry_kind: 'total',
      number: check.check,
      out_trade_no: '',
      order_id: null,
      channel_minor: check.leftMinor,
      our_minor: check.rightMinor,
      at: ctx.now,
      state: 'open',
      reason: null,
      changed_by: null,
      raised_at: ctx.now,
      changed_at: ctx.now,
    });
  }
  for (const check of checks.filter(({ isOk }) => isOk)) {
    await explainBooks(ctx, { businessOn, channel: check.channel ?? 'ledger', check: check.check });
  }
}
