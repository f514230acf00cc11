import { randomUUID } from 'node:crypto';
import { AppError } from '@tessera/contract';
import { type BusinessDay, type Id, newId, toMinor } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { ChannelFault } from '../channels/index.ts';
import { type BillLine, BillRefused, feeMinorOf } from './bill-line.ts';
import {
  type BillRow,
  countStored,
  insertBill,
  insertLines,
  isDayClosed,
  lockBillOfDay,
  selectBill,
  selectBillsOf,
  updateBillState,
  updateClaim,
} from './bill-queries.ts';
import { MATCH_BILL } from './match-later.ts';
import type { BilledKind, ReconciliationParts } from './parts.ts';
import { type SpooledBill, spoolBill } from './spool-bill.ts';

/** Lines that are kept together. */
const BATCH_LINES = 1_000;
/** A reading that gave no sign of life for so long has ended; another one goes on from there. */
const LOST_AFTER_MS = 60 * 1000;

export type BillOffer = {
  channelKey: string;
  kind: BilledKind;
  merchantId: string;
  businessOn: BusinessDay;
  source: 'fetched' | 'uploaded';
  fileName: string | null;
  /** In whose name; the system when a job fetched it. */
  actor: Actor;
};

/**
 * Takes a channel's bill of a day in, once: checked whole first, then kept batch by batch, so that a reading that was cut off goes on where it
 * stopped, and then matched by a worker. The same bill again changes nothing, whoever brings it and however it came.
 * @throws AppError `reconciliation.bill_refused`, `reconciliation.bill_differs`, `reconciliation.day_not_over`, `reconciliation.day_closed`
 */
export async function takeBill(parts: ReconciliationParts, offer: BillOffer, texts: AsyncIterable<string>): Promise<BillRow> {
  const { database } = parts;
  await database.transaction(offer.actor, {}, (ctx) => needOpenDay(ctx, offer.businessOn));
  const terms = { merchantId: offer.merchantId, day: offer.businessOn };
  const spooled = await spoolBill({ kind: offer.kind, terms, mayBeEmpty: offer.source === 'fetched' }, texts).catch((error: unknown) =>
    refuse(parts, offer, error),
  );
  try {
    const claim = randomUUID();
    const bill = await database.transaction(offer.actor, {}, (ctx) => claimBill(ctx, offer, { spooled, claim }));
    return bill.claim === claim ? await keep(parts, offer, { spooled, bill }) : bill;
  } finally {
    await spooled.remove();
  }
}

/** @throws AppError `reconciliation.day_not_over`, `reconciliation.day_closed` */
export async function needOpenDay(ctx: Ctx, businessOn: BusinessDay): Promise<void> {
  if (businessOn >= (await businessDayNow(ctx))) throw new AppError('reconciliation.day_not_over', { day: businessOn });
  if (await isDayClosed(ctx, businessOn)) throw new AppError('reconciliation.day_closed', { day: businessOn });
}

/** What was refused is written down with its reason, and no line of it kept. */
async function refuse({ database }: ReconciliationParts, offer: BillOffer, error: unknown): Promise<never> {
  // A file that was sent here cannot be read; what a channel answered is the worker's to ask for again.
  const isFile = error instanceof ChannelFault && offer.source === 'uploaded';
  const refused = isFile ? new BillRefused('unreadable') : error instanceof ChannelFault ? new BillRefused('no_answer') : error;
  if (!(refused instanceof BillRefused)) throw error;
  // The worker asks again within minutes; that it had no answer is said once.
  if (refused.fault === 'no_answer' && (await isSaidAlready(database, offer))) throw error;
  const { fault, troubles } = refused;
  await database.transaction(offer.actor, {}, async (ctx) => {
    const row = {
      ...rowOf(ctx, offer),
      state: 'refused' as const,
      fault,
      troubles: JSON.stringify(troubles),
      claim: randomUUID(),
      finished_at: ctx.now,
    };
    await insertBill(ctx, row);
    await tell(ctx, { ...offer, id: row.id, outcome: 'refused' }, { fault, line: troubles[0]?.line ?? null });
  });
  if (fault === 'no_answer') throw error;
  throw new AppError('reconciliation.bill_refused', { fault, line: troubles[0]?.line ?? 0 });
}

function isSaidAlready(database: Database, { actor, businessOn, channelKey }: BillOffer): Promise<boolean> {
  return database.transaction(actor, { readOnly: true }, async (ctx) => {
    const newest = (await selectBillsOf(ctx, businessOn)).find((bill) => bill.channel_key === channelKey);
    return newest?.fault === 'no_answer';
  });
}

function rowOf(ctx: Ctx, { channelKey, businessOn, source, fileName, actor }: BillOffer) {
  return {
    id: newId<'bill'>(ctx.now.getTime()),
    channel_key: channelKey,
    business_on: businessOn,
    source,
    file_name: fileName,
    taken_by: actor.kind === 'staff' ? actor.name : null,
    beat_at: ctx.now,
    created_at: ctx.now,
  };
}

/** The bill bears our claim when it is ours to keep. @throws AppError `reconciliation.bill_differs` */
async function claimBill(ctx: Ctx, offer: BillOffer, { spooled, claim }: { spooled: SpooledBill; claim: string }): Promise<BillRow> {
  const { digest, totals } = spooled;
  const row = await insertBill(ctx, {
    ...rowOf(ctx, offer),
    state: 'reading',
    digest,
    claim,
    line_count: totals.paidCount + totals.refundedCount,
    paid_count: totals.paidCount,
    paid_minor: toMinor(totals.paidMinor),
    refunded_count: totals.refundedCount,
    refunded_minor: toMinor(totals.refundedMinor),
    fee_minor: feeMinorOf(totals.feeMilli),
  });
  if (row) return row;
  const known = await lockBillOfDay(ctx, offer.channelKey, offer.businessOn);
  if (known?.digest !== digest) throw new AppError('reconciliation.bill_differs', { day: offer.businessOn });
  const isLost = known.state === 'reading' && ctx.now.getTime() - known.beat_at.getTime() > LOST_AFTER_MS;
  if (!isLost) return known;
  await updateClaim(ctx, known.id, claim);
  return { ...known, claim };
}

async function keep({ database }: ReconciliationParts, offer: BillOffer, of: { spooled: SpooledBill; bill: BillRow }): Promise<BillRow> {
  const { bill } = of;
  let stored = 0;
  for await (const batch of batchesOf(of.spooled.movements())) {
    stored += batch.length;
    if (stored <= bill.stored_count) continue;
    const isOurs = await database.transaction(offer.actor, {}, (ctx) => keepBatch(ctx, bill, { batch, storedCount: stored }));
    if (!isOurs) break;
  }
  return database.transaction(offer.actor, {}, async (ctx) => {
    const now = await selectBill(ctx, bill.id);
    if (!now) throw new Error('a bill is never removed');
    if (now.claim !== bill.claim || now.state !== 'reading') return now;
    await updateBillState(ctx, bill.id, 'matching');
    await addJob(ctx, { job: MATCH_BILL, input: { billId: bill.id }, queue: 'reconciliation' });
    await tell(ctx, { ...offer, id: bill.id, outcome: 'done' }, { source: bill.source, lines: bill.line_count, digest: bill.digest });
    return { ...now, state: 'matching' as const };
  });
}

async function keepBatch(ctx: Ctx, bill: BillRow, { batch, storedCount }: { batch: readonly BillLine[]; storedCount: number }): Promise<boolean> {
  if (!(await countStored(ctx, { billId: bill.id, claim: bill.claim, storedCount }))) return false;
  await insertLines(ctx, bill, batch);
  await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
  return true;
}

async function* batchesOf(lines: AsyncIterable<BillLine>): AsyncGenerator<BillLine[]> {
  let batch: BillLine[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH_LINES) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function tell(
  ctx: Ctx,
  of: { id: Id<'bill'>; channelKey: string; businessOn: BusinessDay; outcome: 'done' | 'refused' },
  more: Record<string, unknown>,
): Promise<void> {
  const after = { channel: of.channelKey, day: of.businessOn, ...more };
  await record(ctx, { action: 'reconciliation.takeBill', targetKind: 'bill', targetId: of.id, outcome: of.outcome, after });
  await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
}
