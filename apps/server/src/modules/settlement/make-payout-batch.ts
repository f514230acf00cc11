import { AppError, PAYOUTS_PER_BATCH_MAX } from '@tessera/contract';
import { add, type Id, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type BatchView, type Due, describeBatch, dueAfter, lockedBatch } from './payout.ts';
import { countNumbered, insertBatch, lockPayouts, newPayoutId } from './payout-queries.ts';
import { announceSettlement, personOf } from './person.ts';

const READ_AT_ONCE = 500;
const LINE_DIGITS = 4;

/**
 * Everything that is due, one sum to each merchant, each with what it is for. What is held back stays open. Nothing moves in the books: only
 * the bank's word does that. @throws AppError `settlement.nothing_to_pay_out`
 */
export async function makePayoutBatch(ctx: Ctx): Promise<BatchView> {
  const { staffId, name } = personOf(ctx);
  await lockPayouts(ctx);
  const due = await dueNow(ctx);
  if (due.length === 0) throw new AppError('settlement.nothing_to_pay_out');
  const id = newId<'payoutBatch'>(ctx.now.getTime());
  const number = await nextNumber(ctx);
  const lines = due.map((one, index) => payoutOf(ctx, one, { batchId: id, reference: `${number}-${String(index + 1).padStart(LINE_DIGITS, '0')}` }));
  const amountMinor = add(toMinor(0), ...due.map((one) => one.amountMinor));
  const batch = {
    id,
    number,
    state: 'drafted' as const,
    payout_count: due.length,
    amount_minor: amountMinor,
    made_by: staffId,
    made_by_name: name,
    made_at: ctx.now,
    released_by: null,
    released_by_name: null,
    released_at: null,
    cancelled_by_name: null,
    cancelled_at: null,
    taken_by_name: null,
    taken_at: null,
  };
  await insertBatch(ctx, { batch, payouts: lines.map(({ payout }) => payout), parts: lines.flatMap(({ parts }) => parts) });
  const after = { number, payoutCount: due.length, amountMinor, maker: name };
  await record(ctx, { action: 'settlement.makePayoutBatch', targetKind: 'payoutBatch', targetId: id, after });
  await announceSettlement(ctx);
  return describeBatch(ctx, await lockedBatch(ctx, id));
}

type DueNow = Due & { terms: NonNullable<Due['terms']> };

/** As many as a batch takes; who is held back counts for nothing. */
async function dueNow(ctx: Ctx): Promise<DueNow[]> {
  const due: DueNow[] = [];
  let afterId: Id<'organization'> | undefined;
  while (due.length < PAYOUTS_PER_BATCH_MAX) {
    const page = await dueAfter(ctx, { afterId, limit: READ_AT_ONCE });
    due.push(...page.flatMap((one) => (one.hold === null && one.terms ? [{ ...one, terms: one.terms }] : [])));
    if (page.length < READ_AT_ONCE) break;
    afterId = page.at(-1)?.merchantId;
  }
  return due.slice(0, PAYOUTS_PER_BATCH_MAX);
}

/** `P20261123-01`; whoever asks holds the lock of pay-outs. */
async function nextNumber(ctx: Ctx): Promise<string> {
  const prefix = `P${(await businessDayNow(ctx)).replaceAll('-', '')}-`;
  return prefix + String((await countNumbered(ctx, prefix)) + 1).padStart(2, '0');
}

function payoutOf(ctx: Ctx, due: DueNow, of: { batchId: Id<'payoutBatch'>; reference: string }) {
  const id = newPayoutId(ctx);
  const { contractId, holder, bank, tail } = due.terms;
  return {
    payout: {
      id,
      batch_id: of.batchId,
      reference: of.reference,
      merchant_id: due.merchantId,
      contract_id: contractId,
      holder,
      bank,
      account_tail: tail,
      amount_minor: due.amountMinor,
      state: 'drafted' as const,
      reason: null,
      decided_by: null,
      decided_by_name: null,
      decided_at: null,
    },
    parts: due.parts.map(({ payableId, takingsStatementId, amountMinor }) => ({
      payout_id: id,
      payable_id: payableId,
      takings_statement_id: takingsStatementId,
      amount_minor: amountMinor,
      is_live: true,
    })),
  };
}
