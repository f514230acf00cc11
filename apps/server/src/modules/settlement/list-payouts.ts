import { AppError, type InputOf, id as idOf, type OutputOf, type settlement } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { KEY_ID, keyOfCursor, pageOf as pageByKey } from '../../platform/paging.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type BatchView, describeBatch, describeBatches, describePayouts, dueAfter, maskedAccount, partsSeen } from './payout.ts';
import { type BatchRow, hasUnderWay, selectBatch, selectBatches, selectPayouts } from './payout-queries.ts';
import { personOf } from './person.ts';

type DueList = typeof settlement.listPayoutsDue;
type Batches = typeof settlement.listPayoutBatches;
type Payouts = typeof settlement.listPayouts;

/** In the order of the merchants’ ids. @throws AppError `request.forbidden` */
export async function listPayoutsDue(ctx: Ctx, { limit, cursor }: InputOf<DueList>): Promise<OutputOf<DueList>> {
  personOf(ctx);
  const [after] = keyOfCursor(cursor, [KEY_ID]) ?? [];
  const afterId = after === undefined ? undefined : idOf<'organization'>().parse(after);
  const { items, nextCursor } = pageByKey(await dueAfter(ctx, { afterId, limit: limit + 1 }), limit, ({ merchantId }) => [merchantId]);
  const merchants = await findOrganizations(
    ctx,
    items.map(({ merchantId }) => merchantId),
  );
  return {
    items: items.map(({ merchantId, parts, amountMinor, terms, hold }) => ({
      merchantId,
      merchantName: merchants.get(merchantId)?.name ?? '',
      ...partsSeen(parts),
      amountMinor,
      minPayoutMinor: terms?.minPayoutMinor ?? null,
      ...maskedAccount(terms),
      hold,
    })),
    nextCursor,
  };
}

/** Newest first. @throws AppError `request.forbidden` */
export async function listPayoutBatches(ctx: Ctx, { state, limit, cursor }: InputOf<Batches>): Promise<OutputOf<Batches>> {
  personOf(ctx);
  const rows = await selectBatches(ctx, { state, beforeId: idOfCursor<'payoutBatch'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeBatches(ctx, items), nextCursor };
}

/** @throws AppError `request.forbidden`, `settlement.payout_batch_unknown` */
export async function getPayoutBatch(ctx: Ctx, { payoutBatchId }: InputOf<typeof settlement.getPayoutBatch>): Promise<BatchView> {
  return describeBatch(ctx, await knownBatch(ctx, payoutBatchId));
}

/** `P20261123-01-0001` */
const KEY_REFERENCE = /^P\d{8}-\d{2,6}-\d{4}$/;

/** In the order of their references. @throws AppError `request.forbidden`, `settlement.payout_batch_unknown` */
export async function listPayouts(ctx: Ctx, { payoutBatchId, state, q, limit, cursor }: InputOf<Payouts>): Promise<OutputOf<Payouts>> {
  const { id: batchId } = await knownBatch(ctx, payoutBatchId);
  const [after] = keyOfCursor(cursor, [KEY_REFERENCE]) ?? [];
  const rows = await selectPayouts(ctx, { batchId, state, q, after, limit: limit + 1 });
  const { items, nextCursor } = pageByKey(rows, limit, ({ reference }) => [reference]);
  return { items: await describePayouts(ctx, items), nextCursor };
}

/** @throws AppError `request.forbidden`, `settlement.payout_batch_unknown` */
export async function knownBatch(ctx: Ctx, payoutBatchId: Id<'payoutBatch'>): Promise<BatchRow> {
  personOf(ctx);
  const row = await selectBatch(ctx, payoutBatchId);
  if (!row) throw new AppError('settlement.payout_batch_unknown', { payoutBatchId });
  return row;
}

/** Whether the bank may still pay a merchant something: until it has answered, nobody leaves. */
export function hasPayoutsUnderWay(ctx: Ctx, merchantId: Id<'organization'>): Promise<boolean> {
  return hasUnderWay(ctx, merchantId);
}
