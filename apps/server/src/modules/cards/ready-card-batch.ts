import { AppError, type cardOrders, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { notifyAll } from '../notifications/index.ts';
import { updateBatch } from './batch-queries.ts';
import { type CardBatchView, describeBatch, lockedBatch } from './card-batch.ts';
import { announceOrders, orderNumber } from './card-order.ts';
import { lockOrdersOfBatch, updateOrder } from './order-queries.ts';

/** Cards that are made later are told by doing it again. @throws AppError `cards.batch_unknown`, `cards.nothing_to_make` */
export async function readyCardBatch(ctx: Ctx, input: InputOf<typeof cardOrders.readyCardBatch>): Promise<CardBatchView> {
  const { cardBatchId, pickUpAt } = input;
  await lockedBatch(ctx, cardBatchId);
  const made = (await lockOrdersOfBatch(ctx, cardBatchId)).filter(({ state }) => state === 'made');
  if (made.length === 0) throw new AppError('cards.nothing_to_make');
  for (const order of made) await updateOrder(ctx, order.id, { state: 'ready', ready_at: ctx.now, pick_up_at: pickUpAt });
  const batch = await updateBatch(ctx, cardBatchId, { pick_up_at: pickUpAt, ready_at: ctx.now });
  await notifyAll(
    ctx,
    made.map((order) => ({
      to: { memberId: order.member_id },
      kind: 'card.ready' as const,
      params: { number: orderNumber(order.number), place: pickUpAt },
      key: order.id,
    })),
  );
  await record(ctx, { action: 'cards.readyCardBatch', targetKind: 'cardBatch', targetId: cardBatchId, after: { cards: made.length, pickUpAt } });
  await announceOrders(
    ctx,
    made.map((order) => order.member_id),
  );
  return describeBatch(ctx, batch);
}
