import { AppError, type ContentOf, type settlement } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findPayoutTerms } from '../merchants/index.ts';
import { type BatchView, describeBatch, lockedBatch } from './payout.ts';
import { freeParts, selectPayouts, turnDrafted, updateBatch } from './payout-queries.ts';
import { announceSettlement, personOf } from './person.ts';

const READ_AT_ONCE = 500;

/**
 * Another person than its maker lets a batch go to the bank. Accounts are those that hold today: where one was changed since, the batch is
 * made anew. @throws AppError `settlement.payout_batch_unknown`, `settlement.payout_batch_not_now`,
 * `settlement.payout_needs_another_person`, `settlement.payout_account_changed`
 */
export async function releasePayoutBatch(ctx: Ctx, { payoutBatchId }: ContentOf<typeof settlement.releasePayoutBatch>): Promise<BatchView> {
  const { staffId, name } = personOf(ctx);
  const batch = await lockedBatch(ctx, payoutBatchId);
  if (batch.state !== 'drafted') throw new AppError('settlement.payout_batch_not_now', { payoutBatchId });
  if (batch.made_by === staffId) throw new AppError('settlement.payout_needs_another_person', { payoutBatchId });
  await refuseOldAccounts(ctx, payoutBatchId);
  await updateBatch(ctx, payoutBatchId, { state: 'released', released_by: staffId, released_by_name: name, released_at: ctx.now });
  await turnDrafted(ctx, payoutBatchId, 'sent');
  const { number, payout_count: payoutCount, amount_minor: amountMinor, made_by_name: maker } = batch;
  await record(ctx, {
    action: 'settlement.releasePayoutBatch',
    targetKind: 'payoutBatch',
    targetId: payoutBatchId,
    before: { state: 'drafted' },
    after: { state: 'released', number, payoutCount, amountMinor, maker, checker: name },
  });
  await announceSettlement(ctx);
  return describeBatch(ctx, await lockedBatch(ctx, payoutBatchId));
}

async function refuseOldAccounts(ctx: Ctx, batchId: Id<'payoutBatch'>): Promise<void> {
  const on = await businessDayNow(ctx);
  let after: string | undefined;
  for (;;) {
    const rows = await selectPayouts(ctx, { batchId, after, limit: READ_AT_ONCE });
    const terms = await findPayoutTerms(ctx, { organizationIds: rows.map(({ merchant_id }) => merchant_id), on });
    const changed = rows.find((row) => terms.get(row.merchant_id)?.contractId !== row.contract_id);
    if (changed) throw new AppError('settlement.payout_account_changed', { payoutBatchId: batchId, reference: changed.reference });
    const last = rows.at(-1);
    if (!last || rows.length < READ_AT_ONCE) return;
    after = last.reference;
  }
}

/** Puts a batch aside that nobody has released. @throws AppError `settlement.payout_batch_unknown`, `settlement.payout_batch_not_now` */
export async function cancelPayoutBatch(ctx: Ctx, { payoutBatchId }: ContentOf<typeof settlement.cancelPayoutBatch>): Promise<BatchView> {
  const { name } = personOf(ctx);
  const batch = await lockedBatch(ctx, payoutBatchId);
  if (batch.state !== 'drafted') throw new AppError('settlement.payout_batch_not_now', { payoutBatchId });
  await updateBatch(ctx, payoutBatchId, { state: 'cancelled', cancelled_by_name: name, cancelled_at: ctx.now });
  await turnDrafted(ctx, payoutBatchId, 'dropped');
  await freeParts(ctx, { batchId: payoutBatchId });
  await record(ctx, {
    action: 'settlement.cancelPayoutBatch',
    targetKind: 'payoutBatch',
    targetId: payoutBatchId,
    before: { state: 'drafted' },
    after: { state: 'cancelled', number: batch.number },
  });
  await announceSettlement(ctx);
  return describeBatch(ctx, await lockedBatch(ctx, payoutBatchId));
}
