import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { KeyPart } from '../../platform/paging.ts';
import { findItemsForSale } from '../catalogue/index.ts';
import { selectReversed } from './statement-queries.ts';

const DAY = /^2\d{3}-\d{2}-\d{2}$/;
/** A day that the calendar has, as a part of a cursor. */
export const KEY_DAY: KeyPart = {
  test: (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text),
};

type NamedItem = { readonly item_id: string; readonly item_name: string };

/** Rows by what they have in common, in the order of their first. Pure. */
export function sumsBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): [Key, Row[]][] {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups];
}

/** By an accrual, the one of the redemption that it is about. An issuer sees no accruals, only its shares of them: it is told this id and nothing else. */
export async function redeemedIdsOf(ctx: Ctx, accrualIds: readonly string[]): Promise<(accrualId: string) => string> {
  const rows = await asSystem(ctx, (system) => selectReversed(system, accrualIds));
  const reversed = new Map(rows.map(({ id, reverses }) => [id, reverses]));
  return (accrualId) => reversed.get(accrualId) ?? accrualId;
}

/** What the items of lines were called on their day; of those from before names were kept, what the catalogue calls them. */
export async function itemNamesOf(ctx: Ctx, rows: readonly NamedItem[]): Promise<(row: NamedItem) => string> {
  const ids = rows.flatMap(({ item_id, item_name }) => (item_name === '' ? [item_id as Id<'item'>] : [])); // Whoever accrues says an id of the catalogue.
  const items = await findItemsForSale(ctx, ids, { at: ctx.now });
  return ({ item_id, item_name }) => item_name || (items.get(item_id as Id<'item'>)?.name ?? ''); // As above.
}
