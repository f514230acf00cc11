import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { KeyPart } from '../../platform/paging.ts';
import { findItemsForSale } from '../catalogue/index.ts';

const DAY = /^2\d{3}-\d{2}-\d{2}$/;
/** A day that the calendar has, as a part of a cursor. */
export const KEY_DAY: KeyPart = {
  test: (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
};

/** Rows by what they have in common, in the order of their first. Pure. */
export function sumsBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): [Key, Row[]][] {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
}

/** What the items of lines are called; `''` for one that the catalogue does not know. */
export async function itemNamesOf(ctx: Ctx, rows: readonly { item_id: string }[]): Promise<(itemId: string) => string> {
  const ids = rows.map(({ item_id }) => item_id as Id<'item'>); // Whoever accrues says an id of the catalogue.
  const items = await findItemsForSale(ctx, ids, { at: ctx.now });
  return (itemId) => items.get(itemId as Id<'item'>)?.name ?? ''; // As above.
}
