import { AppError, type ContentOf, type PayoutResult, type PayoutState, type settlement } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { type PostTransfer, post } from '../ledger/index.ts';
import { payableAccountOf } from '../merchants/index.ts';
import { accountOf } from './account.ts';
import { SETTLEMENT_CODES } from './accrue.ts';
import { describePayouts, lockedBatch, type PayoutView, stateAfter } from './payout.ts';
import { freeParts, hasUnanswered, lockPayoutRows, type PayoutRow, selectPayout, updateBatch, updatePayout } from './payout-queries.ts';
import { announceSettlement, personOf } from './person.ts';

/**
 * What the bank said of one pay-out. The books move now and not before: payable → clearing when it was paid, and back when it came back.
 * The same word again changes nothing. @throws AppError `settlement.payout_unknown`, `settlement.payout_not_now`
 */
export async function recordPayoutResult(ctx: Ctx, input: ContentOf<typeof settlement.recordPayoutResult>): Promise<PayoutView> {
  const { payoutId, result, reason } = input;
  personOf(ctx);
  const known = await selectPayout(ctx, payoutId);
  if (!known) throw new AppError('settlement.payout_unknown', { payoutId });
  // Batch first, then its pay-outs: whoever answers for a batch does so after the other.
  await lockedBatch(ctx, known.batch_id);
  const [row] = await lockPayoutRows(ctx, [payoutId]);
  if (!row) throw new AppError('settlement.payout_unknown', { payoutId });
  const state = stateAfter(row.state, result);
  if (state === undefined) throw new AppError('settlement.payout_not_now', { payoutId });
  if (state !== 'same') {
    await turnPayout(ctx, row, { state, reason: reason ?? null });
    await finishAnswered(ctx, row.batch_id);
    await announceSettlement(ctx);
  }
  const [view] = await describePayouts(ctx, await lockPayoutRows(ctx, [payoutId]));
  if (!view) throw new Error('a pay-out has one description');
  return view;
}

/** Whoever calls holds the batch and the pay-out, and has asked `stateAfter`. */
export async function turnPayout(ctx: Ctx, row: PayoutRow, to: { state: PayoutState; reason: string | null }): Promise<void> {
  const { staffId, name } = personOf(ctx);
  const reason = to.state === 'paid' ? null : to.reason;
  await updatePayout(ctx, row.id, { state: to.state, reason, decided_by: staffId, decided_by_name: name, decided_at: ctx.now });
  if (to.state !== 'paid') await freeParts(ctx, { payoutId: row.id });
  if (to.state !== 'refused') await postPayout(ctx, row, to.state === 'paid' ? 'paid' : 'refused');
  await record(ctx, {
    action: 'settlement.recordPayoutResult',
    targetKind: 'payout',
    targetId: row.id,
    before: { state: row.state },
    after: { state: to.state, reference: row.reference, amountMinor: row.amount_minor, merchantId: row.merchant_id, reason },
  });
}

/** Under the pay-out's own id, so that the ledger takes it once whatever happens here. */
async function postPayout(ctx: Ctx, { id, merchant_id, amount_minor: amountMinor }: PayoutRow, result: PayoutResult): Promise<void> {
  const [payable, clearing] = [await payableAccountOf(ctx, merchant_id), await accountOf(ctx, 'clearing')];
  const transfer: PostTransfer =
    result === 'paid'
      ? { id, debit: payable, credit: clearing, amountMinor, code: SETTLEMENT_CODES.payout }
      : { id: newId(ctx.now.getTime()), debit: clearing, credit: payable, amountMinor, code: SETTLEMENT_CODES.payoutReturn };
  await post(ctx, { businessOn: await businessDayNow(ctx), transfers: [transfer] });
}

export async function finishAnswered(ctx: Ctx, batchId: Id<'payoutBatch'>): Promise<void> {
  const batch = await lockedBatch(ctx, batchId);
  if (batch.state === 'released' && !(await hasUnanswered(ctx, batchId))) await updateBatch(ctx, batchId, { state: 'finished' });
}
