import { AppError, type catalogue, type InputOf, type OutputOf, STOCK_MAX } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { record } from '../audit/index.ts';
import { announceItem, describeItem, type ItemView, knownItem, lockedItem, nameOfActor } from './item.ts';
import { type ItemRow, updateItemRow } from './queries.ts';
import { insertMove, selectMoves } from './stock-queries.ts';

/** @throws AppError `catalogue.item_unknown`, `catalogue.stock_not_counted`, `catalogue.stock_too_large` */
export async function receiveStock(ctx: Ctx, input: InputOf<typeof catalogue.receiveStock>): Promise<ItemView> {
  const row = await lockedItem(ctx, input.itemId);
  if (row.stock === null) throw new AppError('catalogue.stock_not_counted', { itemId: row.id });
  const stockAfter = row.stock + input.quantity;
  if (stockAfter > STOCK_MAX) throw new AppError('catalogue.stock_too_large', { max: STOCK_MAX });
  await move(ctx, row, { kind: 'received', change: input.quantity, stockAfter, reason: input.reason });
  return describeItem(ctx, row.id);
}

/** @throws AppError `catalogue.item_unknown` */
export async function correctStock(ctx: Ctx, input: InputOf<typeof catalogue.correctStock>): Promise<ItemView> {
  const row = await lockedItem(ctx, input.itemId);
  const change = row.stock === null || input.stock === null ? null : input.stock - row.stock;
  await move(ctx, row, { kind: 'corrected', change, stockAfter: input.stock, reason: input.reason });
  return describeItem(ctx, row.id);
}

type Move = { kind: 'received' | 'corrected'; change: number | null; stockAfter: number | null; reason: string };

/** Of a locked item. */
async function move(ctx: Ctx, row: ItemRow, { kind, change, stockAfter, reason }: Move): Promise<void> {
  await updateItemRow(ctx, row.id, { stock: stockAfter });
  const id = newId<'stockMove'>(ctx.now.getTime());
  const of = { id, item_id: row.id, merchant_id: row.merchant_id };
  await insertMove(ctx, { ...of, kind, change, stock_after: stockAfter, reason, key: null, made_by_name: nameOfActor(ctx), at: ctx.now });
  const action = kind === 'received' ? 'catalogue.receiveStock' : 'catalogue.correctStock';
  await record(ctx, { action, targetKind: 'item', targetId: row.id, before: { stock: row.stock }, after: { stock: stockAfter, reason } });
  await announceItem(ctx, row);
}

type List = typeof catalogue.listStockMoves;

/** @throws AppError `catalogue.item_unknown` */
export async function listStockMoves(ctx: Ctx, { itemId, cursor, limit }: InputOf<List>): Promise<OutputOf<List>> {
  await knownItem(ctx, itemId);
  const rows = await selectMoves(ctx, { itemId, beforeId: idOfCursor<'stockMove'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const view = (row: (typeof items)[number]) => ({
    id: row.id satisfies Id<'stockMove'>,
    kind: row.kind,
    change: row.change,
    stockAfter: row.stock_after,
    reason: row.reason,
    madeByName: row.made_by_name,
    at: row.at,
  });
  return { items: items.map(view), nextCursor };
}
