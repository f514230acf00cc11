import { AppError, type InputOf, type OutputOf, type reconciliation } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findChannel } from '../channels/index.ts';
import { selectBillStates } from './bill-queries.ts';
import { billedChannels, summaryOf } from './day-summary.ts';
import { FETCH_BILL } from './match-later.ts';
import { isBilled, RECONCILIATION, type ReconciliationParts } from './parts.ts';
import { needOpenDay, takeBill } from './take-bill.ts';

/** A channel that had no bill on the day after is asked on these days too. */
const ASKED_FOR_DAYS = 3;
const TRIES = 4;

/** By the clock: asks each channel for the bills of the last days that are not there yet. */
export async function fetchBills(ctx: Ctx): Promise<void> {
  const [from, to] = [await businessDayNow(ctx, ASKED_FOR_DAYS), await businessDayNow(ctx, 1)];
  const there = new Set((await selectBillStates(ctx, { from, to })).filter((bill) => bill.state !== 'reading').map(keyOf));
  for (const channel of await billedChannels(ctx)) {
    for (let daysAgo = ASKED_FOR_DAYS; daysAgo >= 1; daysAgo -= 1) {
      const businessOn = await businessDayNow(ctx, daysAgo);
      const isNeeded =
        channel.since !== null && businessOn >= channel.since && !there.has(keyOf({ channel_key: channel.key, business_on: businessOn }));
      if (isNeeded) await askLater(ctx, channel.key, businessOn);
    }
  }
}

function keyOf(bill: { channel_key: string; business_on: BusinessDay }): string {
  return `${bill.channel_key} ${bill.business_on}`;
}

function askLater(ctx: Ctx, channel: string, businessOn: BusinessDay): Promise<void> {
  const jobKey = `reconciliation.fetchBill ${channel} ${businessOn}`;
  return addJob(ctx, { job: FETCH_BILL, input: { channel, businessOn }, jobKey, queue: 'reconciliation', maxAttempts: TRIES });
}

/** A worker's errand. What is refused is written down as such and asked for again by the clock; what does not answer is tried again. */
export async function fetchOne(
  parts: ReconciliationParts,
  { channel: key, businessOn }: { channel: string; businessOn: BusinessDay },
): Promise<void> {
  const { channel, adapter } = await parts.database.transaction(RECONCILIATION, {}, (ctx) => findChannel(ctx, parts.channels, key));
  const { kind } = channel;
  if (!isBilled(kind)) return;
  const offer = { channelKey: key, kind, merchantId: channel.merchant_id, businessOn, source: 'fetched' as const, fileName: null };
  try {
    await takeBill(parts, { ...offer, actor: RECONCILIATION }, adapter.downloadBill(channel, businessOn));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

type Fetch = typeof reconciliation.fetchBill;

/** @throws AppError `channels.unknown`, `reconciliation.bill_not_of_channel`, `reconciliation.day_not_over`, `reconciliation.day_closed` */
export async function fetchBill(ctx: Ctx, input: InputOf<Fetch>, parts: ReconciliationParts): Promise<OutputOf<Fetch>> {
  const { channel } = await findChannel(ctx, parts.channels, input.channel);
  if (!isBilled(channel.kind)) throw new AppError('reconciliation.bill_not_of_channel', { channel: channel.key });
  await needOpenDay(ctx, input.businessOn);
  await askLater(ctx, channel.key, input.businessOn);
  await record(ctx, { action: 'reconciliation.fetchBill', targetKind: 'channel', targetId: channel.key, after: { day: input.businessOn } });
  return summaryOf(ctx, input.businessOn);
}
