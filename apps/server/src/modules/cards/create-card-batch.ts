import { AppError, CARDS_PER_BATCH_MAX, type cardOrders, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { insertBatch } from './batch-queries.ts';
import { type CardBatchView, describeBatch } from './card-batch.ts';
import { announceOrders } from './card-order.ts';
import { lockWaitingOrders, putInBatch } from './order-queries.ts';
import { issuerOf, staffOf } from './staff-of.ts';

/** Whoever ordered prints: the operator what it ordered, an issuer what its people did. @throws AppError `cards.nothing_to_make` */
export async function createCardBatch(ctx: Ctx, input: InputOf<typeof cardOrders.createCardBatch>): Promise<CardBatchView> {
  const { staffId, name } = staffOf(ctx);
  const issuerId = issuerOf(ctx);
  const orders = await lockWaitingOrders(ctx, issuerId, CARDS_PER_BATCH_MAX);
  if (orders.length === 0) throw new AppError('cards.nothing_to_make');
  const made = { created_by: staffId, created_by_name: name, created_at: ctx.now, issuer_id: issuerId };
  const batch = await insertBatch(ctx, { id: input.key, ...made, ready_at: null });
  await putInBatch(
    ctx,
    orders.map((order) => order.id),
    batch.id,
  );
  await record(ctx, { action: 'cards.createCardBatch', targetKind: 'cardBatch', targetId: batch.id, after: { cards: orders.length } });
  await announceOrders(ctx, []);
  return describeBatch(ctx, batch);
}
