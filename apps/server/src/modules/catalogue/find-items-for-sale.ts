import type { ItemKind } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { openCategories } from './category.ts';
import { selectCategories } from './category-queries.ts';
import { normalPoints, ownPoints, type Reached, reachedBy } from './level-price.ts';
import { selectPricesAt } from './price-queries.ts';
import { type ItemRow, selectItemsById } from './queries.ts';

/** `moneyPriceMinor` or `pointsPrice`, or both: with both, what is not paid in points is paid in money in proportion. */
export type ItemForSale = {
  id: Id<'item'>;
  merchantId: Id<'organization'>;
  categoryId: Id<'category'>;
  kind: ItemKind;
  name: string;
  moneyPriceMinor: Minor | null;
  /** Of the member that was asked for; else of whoever stands on no level. */
  pointsPrice: number | null;
  /** What it costs below their level; null where that is the same. */
  normalPoints: number | null;
  /** What the operator pays the merchant, at the instant that was asked for; told to the system alone. */
  agreedPriceMinor: Minor | null;
  /** On the shelf, in a category that is on, of a merchant that is active. */
  isOn: boolean;
  needsPhoto: boolean;
  needsBooking: boolean;
  /** The merchant says yes or no to a booking of it. */
  needsConfirmation: boolean;
  /** Null: without end. It may be gone before `takeStock`. */
  stock: number | null;
  /** Null: every shop of the merchant. */
  shopIds: readonly Id<'shop'>[] | null;
};

/**
 * What a redemption rests on, for any actor, by id; an unknown one is missing. Who acts on it has decided that this actor may: an item that is off
 * is found too. As anybody but the system, nobody is told what the merchant is paid.
 */
export function findItemsForSale(
  ctx: Ctx,
  ids: Iterable<Id<'item'>>,
  { at, memberId }: { at: Date; memberId?: Id<'member'> },
): Promise<Map<Id<'item'>, ItemForSale>> {
  const isSystem = ctx.actor.kind === 'system';
  return asSystem(ctx, async (system) => {
    const wanted = [...new Set(ids)];
    const rows = wanted.length > 0 ? await selectItemsById(system, wanted) : [];
    if (rows.length === 0) return new Map();
    const open = openCategories(await selectCategories(system));
    const merchants = await findOrganizations(
      system,
      rows.map(({ merchant_id }) => merchant_id),
    );
    const agreed = isSystem ? await selectPricesAt(system, wanted, at) : new Map<Id<'item'>, { amountMinor: Minor }>();
    const reached = await reachedBy(system, memberId);
    const isOn = (row: ItemRow) => row.state === 'on' && open.has(row.category_id) && merchants.get(row.merchant_id)?.status === 'active';
    return new Map(
      rows.map((row) => [
        row.id,
        forSale(row, { isOn: isOn(row), agreedPriceMinor: agreed.get(row.id)?.amountMinor ?? null, ...pointsFor(row, reached) }),
      ]),
    );
  });
}

const pointsFor = (row: ItemRow, reached: Reached) => ({ pointsPrice: ownPoints(row, reached), normalPoints: normalPoints(row, reached) });

function forSale(row: ItemRow, facts: Pick<ItemForSale, 'isOn' | 'agreedPriceMinor' | 'pointsPrice' | 'normalPoints'>): ItemForSale {
  return {
    id: row.id,
    merchantId: row.merchant_id,
    categoryId: row.category_id,
    kind: row.kind,
    name: row.name,
    moneyPriceMinor: row.money_minor,
    needsPhoto: row.needs_photo,
    needsBooking: row.needs_booking,
    needsConfirmation: row.needs_confirmation,
    stock: row.stock,
    shopIds: row.shop_ids,
    ...facts,
  };
}
