import { AppError, type cardOrders, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type BatchRow, countStates, lockBatch } from './batch-queries.ts';

export type CardBatchView = OutputOf<typeof cardOrders.createCardBatch>;
const NUMBER_DIGITS = 4;

export function batchNumber(number: number): string {
  return `P${String(number).padStart(NUMBER_DIGITS, '0')}`;
}

/** @throws AppError `cards.batch_unknown` */
export async function lockedBatch(ctx: Ctx, id: Id<'cardBatch'>): Promise<BatchRow> {
  const batch = await lockBatch(ctx, id);
  if (!batch) throw new AppError('cards.batch_unknown', { cardBatchId: id });
  return batch;
}

export async function describeBatches(ctx: Ctx, rows: readonly BatchRow[]): Promise<CardBatchView[]> {
  const counts = await countStates(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const of = (...states: readonly string[]) =>
      counts.reduce((sum, one) => (one.batch_id === row.id && states.includes(one.state) ? sum + one.count : sum), 0);
    return {
      id: row.id,
      number: batchNumber(row.number),
      cardCount: of('ordered', 'made', 'ready', 'handed_over', 'cancelled'),
      madeCount: of('made', 'ready', 'handed_over'),
      readyCount: of('ready', 'handed_over'),
      handedOverCount: of('handed_over'),
      cancelledCount: of('cancelled'),
      pickUpAt: row.pick_up_at,
      issuerId: row.issuer_id,
      createdBy: row.created_by_name,
      createdAt: row.created_at,
      readyAt: row.ready_at,
    };
  });
}

export async function describeBatch(ctx: Ctx, row: BatchRow): Promise<CardBatchView> {
  const [view] = await describeBatches(ctx, [row]);
  if (!view) throw new Error('one batch has one description');
  return view;
}
