import type { InputOf, OutputOf, reconciliation } from '@tessera/contract';
import { type BusinessDay, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { cashOn } from '../sales/index.ts';
import { billView } from './bill.ts';
import { selectBillsOf } from './bill-queries.ts';
import { billedChannels, summaryOf } from './day-summary.ts';
import { type ChannelSide, type Check, checkBill, checkBooks } from './level-checks.ts';
import type { ReconciliationParts } from './parts.ts';
import { selectDays } from './queries.ts';
import { type CheckRow, selectChannelDays, selectChecks } from './sum-queries.ts';

type Get = typeof reconciliation.getReconciliationDay;
export type DayView = OutputOf<Get>;
type DayReport = NonNullable<DayView['closed']>['report'];
type ChannelView = DayView['channels'][number];

/** One day whole: each channel's bill beside our side, the three levels as they were looked at last, and the report of a closed one. */
export async function getReconciliationDay(ctx: Ctx, { businessOn }: InputOf<Get>, parts: ReconciliationParts): Promise<DayView> {
  await allowLong(ctx);
  const { sides, channels } = await channelsOf(ctx, businessOn);
  const [closed] = await selectDays(ctx, { from: businessOn, to: businessOn });
  const kept = await selectChecks(ctx, businessOn);
  return {
    ...(await summaryOf(ctx, businessOn)),
    channels,
    // A day that nobody has looked at yet, such as today, is looked at now.
    checks: kept.length > 0 ? kept.map(checkOf) : await checksOf(ctx, parts, { businessOn, sides }),
    cash: await cashOn(ctx, businessOn),
    checkedAt: kept[0]?.checked_at ?? ctx.now,
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

function checkOf(row: CheckRow): Check {
  const { check_name: check, channel_key: channel, left_minor: leftMinor, right_minor: rightMinor } = row;
  return { check, channel, leftMinor, rightMinor, isOk: leftMinor === rightMinor };
}

/** Our side is known of a bill that was matched. */
export async function channelsOf(ctx: Ctx, businessOn: BusinessDay): Promise<{ sides: ChannelSide[]; channels: ChannelView[] }> {
  const bills = await selectBillsOf(ctx, businessOn);
  const summed = new Map((await selectChannelDays(ctx, businessOn)).map((sums) => [sums.channel_key, sums]));
  const sides = (await billedChannels(ctx)).map(({ key }): ChannelSide => {
    const bill = bills.find((one) => one.channel_key === key && one.state !== 'refused');
    return { key, bill, sums: bill?.state === 'matched' ? summed.get(key) : undefined };
  });
  const channels = sides.map(({ key, bill, sums }) => ({
    channel: key,
    bill: bill ? billView(bill) : null,
    refusedBills: bills.filter((one) => one.channel_key === key && one.state === 'refused').map(billView),
    matchedCount: sums?.matched_count ?? 0,
    ourPaidCount: sums?.paid_count ?? 0,
    ourPaidMinor: sums?.paid_minor ?? ZERO,
    ourRefundedCount: sums?.refunded_count ?? 0,
    ourRefundedMinor: sums?.refunded_minor ?? ZERO,
  }));
  return { sides, channels };
}

export async function checksOf(
  ctx: Ctx,
  parts: ReconciliationParts,
  { businessOn, sides }: { businessOn: BusinessDay; sides: readonly ChannelSide[] },
): Promise<Check[]> {
  const channels = sides.map(({ key }) => key);
  return [...sides.flatMap(checkBill), ...(await checkBooks(ctx, parts, { businessOn, channels }))];
}
