import { type BusinessDay, DAY_MS, type Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { askAgain, findByNumbers, findSettledEntries, listSettledEntries, resolveRefund, type SettledEntry } from '../channels/index.ts';
import { type BillRow, selectBill, updateBillState } from './bill-queries.ts';
import { checkDay } from './check-day.ts';
import { endSuspense, explainDifferences, insertDifferences, insertEntries, type LooseLine, selectLooseLines } from './match-queries.ts';
import { RECONCILIATION, type ReconciliationParts } from './parts.ts';
import { putChannelDay, selectTouchedDays } from './sum-queries.ts';
import type { EntryKind } from './tables.ts';

const BATCH = 2_000;
/** Orders that one run asks the channel about; where there are more, the bill is about somebody else's. */
const ASKED_MAX = 500;
const KINDS = ['payment', 'refund'] as const satisfies readonly EntryKind[];

/**
 * Holds a bill against what we know: copies our movements of its day, looks for those of other days by number, asks the channel about orders that
 * are not paid with us, and writes down what still does not agree. Each step can be done again.
 */
export async function matchBill(parts: ReconciliationParts, billId: Id<'bill'>): Promise<void> {
  const act = <Result>(work: (ctx: Ctx) => Promise<Result>) => parts.database.transaction(RECONCILIATION, {}, work);
  const bill = await act((ctx) => selectBill(ctx, billId));
  if (!bill || bill.state === 'reading' || bill.state === 'refused') return;
  for (const kind of KINDS) await copyDay(act, bill, kind);
  await lookUp(act, bill, (lines) => findOthers(act, bill.channel_key, lines));
  let asked = 0;
  await lookUp(act, bill, async (lines) => {
    if (asked >= ASKED_MAX) return;
    asked += lines.length;
    await askAbout(parts, bill.channel_key, lines.slice(0, ASKED_MAX));
    await findOthers(act, bill.channel_key, lines);
  });
  await act((ctx) => conclude(ctx, bill));
  const days = await act((ctx) => touchedDays(ctx, bill));
  await sumUp(parts, bill.channel_key, days);
  await act((ctx) => finish(ctx, bill));
  await checkAgain(parts, days);
}

type Act = <Result>(work: (ctx: Ctx) => Promise<Result>) => Promise<Result>;

/** From midnight to midnight in China. */
export function spanOf(businessOn: BusinessDay): { from: Date; to: Date } {
  const fromMs = Date.parse(`${businessOn}T00:00:00+08:00`);
  return { from: new Date(fromMs), to: new Date(fromMs + DAY_MS) };
}

async function copyDay(act: Act, bill: BillRow, kind: EntryKind): Promise<void> {
  const walk = { channelKey: bill.channel_key, kind, ...spanOf(bill.business_on), limit: BATCH };
  for (let after: SettledEntry | undefined; ; ) {
    const entries = await act(async (ctx) => {
      const found = await listSettledEntries(ctx, { ...walk, after });
      await insertEntries(ctx, bill.channel_key, found);
      return found;
    });
    after = entries.at(-1);
    if (entries.length < BATCH) return;
  }
}

/** Walks over the lines of which we know nothing, some thousand at a time. */
async function lookUp(act: Act, bill: BillRow, look: (lines: readonly LooseLine[]) => Promise<void>): Promise<void> {
  for (let afterNo = -1; ; ) {
    const lines = await act(async (ctx) => {
      await allowLong(ctx);
      return selectLooseLines(ctx, bill, { afterNo, limit: BATCH });
    });
    if (lines.length > 0) await look(lines);
    afterNo = lines.at(-1)?.line_no ?? afterNo;
    if (lines.length < BATCH) return;
  }
}

function findOthers(act: Act, channelKey: string, lines: readonly LooseLine[]): Promise<void> {
  return act(async (ctx) => {
    for (const kind of KINDS) {
      const numbers = lines.filter((line) => line.kind === kind).map((line) => line.number);
      if (numbers.length > 0) await insertEntries(ctx, channelKey, await findSettledEntries(ctx, { channelKey, kind, numbers }));
    }
  });
}

/** The channel says that money moved, and with us the order waits, or has ended without: ask before it counts as a difference. */
export async function askAbout(parts: ReconciliationParts, channelKey: string, lines: readonly Pick<LooseLine, 'number'>[]): Promise<void> {
  const numbers = lines.map((line) => line.number);
  const known = await parts.database.transaction(RECONCILIATION, { readOnly: true }, (ctx) => findByNumbers(ctx, channelKey, numbers));
  for (const { orderId, refundId } of known) {
    if (refundId) await resolveRefund(parts.channels, refundId);
    else await askAgain(parts.channels, orderId);
  }
}

async function conclude(ctx: Ctx, bill: BillRow): Promise<void> {
  await allowLong(ctx);
  await insertDifferences(ctx, bill);
  await explainDifferences(ctx, bill.channel_key);
  await endSuspense(ctx, bill.channel_key);
}

async function finish(ctx: Ctx, bill: BillRow): Promise<void> {
  if (bill.state === 'matching') await updateBillState(ctx, bill.id, 'matched');
  await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
}

async function touchedDays(ctx: Ctx, bill: BillRow): Promise<BusinessDay[]> {
  await allowLong(ctx);
  return selectTouchedDays(ctx, { billId: bill.id, businessOn: bill.business_on });
}

/** Sums days of a channel up again after something was found on either side. */
export async function sumUp(parts: ReconciliationParts, channelKey: string, days: readonly BusinessDay[]): Promise<void> {
  for (const businessOn of days) {
    await parts.database.transaction(RECONCILIATION, {}, async (ctx) => {
      await allowLong(ctx);
      await putChannelDay(ctx, channelKey, businessOn);
    });
  }
}

/** … and holds them against each other. */
export async function checkAgain(parts: ReconciliationParts, days: readonly BusinessDay[]): Promise<void> {
  for (const businessOn of days) {
    await parts.database.transaction(RECONCILIATION, {}, async (ctx) => {
      await checkDay(ctx, businessOn, parts);
      await notifyLive(ctx, 'operator', { kind: 'reconciliation' });
    });
  }
}
