import { AppError } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { announceItem, nameOfActor } from './item.ts';
import { type ItemRow, lockItem, selectItemsById, updateItemRow } from './queries.ts';
import { insertMove, selectTaken, sumReturned } from './stock-queries.ts';

export type Taking = { itemId: Id<'item'>; quantity: number; key: string };
export type PuttingBack = { key: string; quantity: number };

/**
 * Takes so many of an item, in the caller's transaction, for whoever acts: the caller has decided that they may. The same key again takes nothing
 * more. Of an item without end nothing is counted, so nothing is written.
 * @throws AppError `catalogue.item_unknown`, `catalogue.sold_out`
 */
export function takeStock(ctx: Ctx, { itemId, quantity, key }: Taking): Promise<void> {
  return asSystem(ctx, async (system) => {
    const [seen] = await selectItemsById(system, [itemId]);
    // What is not counted keeps nobody waiting. Else the lock comes first: of two with one key, the second sees what the first has written.
    const row = seen && seen.stock !== null ? await lockItem(system, itemId) : seen;
    if (!row) throw new AppError('catalogue.item_unknown', { itemId });
    const taken = await selectTaken(system, key);
    if (taken) {
      if (taken.item_id !== itemId || taken.change !== -quantity) throw new Error('a key of stock was used for something else');
      return;
    }
    if (row.stock === null) return;
    if (row.stock < quantity) throw new AppError('catalogue.sold_out', { itemId });
    await move(system, row, { kind: 'taken', change: -quantity, key, by: nameOfActor(ctx) });
  });
}

/**
 * Brings back so many of what was taken under a key, in the caller's transaction; in parts, too, each part once: the caller's own key holds that.
 * Where nothing was counted, nothing comes back.
 * @throws AppError `catalogue.return_too_much`
 */
export function returnStock(ctx: Ctx, { key, quantity }: PuttingBack): Promise<void> {
  return asSystem(ctx, async (system) => {
    const taken = await selectTaken(system, key);
    if (!taken) return;
    const row = await lockItem(system, taken.item_id);
    if (!row) throw new AppError('catalogue.item_unknown', { itemId: taken.item_id });
    const left = -(taken.change ?? 0) - (await sumReturned(system, key));
    if (quantity > left) throw new AppError('catalogue.return_too_much', { itemId: row.id });
    await move(system, row, { kind: 'returned', change: quantity, key, by: nameOfActor(ctx) });
  });
}

type Move = { kind: 'taken' | 'returned'; change: number; key: string; by: string };

/** Of a locked item. */
async function move(system: Ctx, row: ItemRow, { kind, change, key, by }: Move): Promise<void> {
  const stock = row.stock === null ? null : row.stock + change;
  if (stock !== null) await updateItemRow(system, row.id, { stock });
  const id = newId<'stockMove'>(system.now.getTime());
  const of = { id, item_id: row.id, merchant_id: row.merchant_id };
  await insertMove(system, { ...of, kind, change, stock_after: stock, reason: '', key, made_by_name: by, at: system.now });
  await announceItem(system, row);
}
