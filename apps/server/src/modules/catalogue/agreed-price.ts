import { type AgreeingSide, AppError, type catalogue, type InputOf, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { knownItem } from './item.ts';
import { type PriceRow, selectPrices, selectPricesAt } from './price-queries.ts';

export type AgreedPriceView = OutputOf<typeof catalogue.acceptAgreedPrice>;
type Party = { side: AgreeingSide; staffId: Id<'staff'>; name: string };

/** Who negotiates, and for whom. @throws AppError `request.forbidden` for whoever is on neither side */
export function partyOf({ actor }: Pick<Ctx, 'actor'>): Party {
  if (actor.kind !== 'staff' || actor.organizationKind === 'issuer') throw new AppError('request.forbidden');
  return { side: actor.organizationKind, staffId: actor.staffId, name: actor.name };
}

/** `holdingId` is what is paid now. A merchant is not told who works for the operator. */
export function priceView(ctx: Ctx, row: PriceRow, holdingId: Id<'agreedPrice'> | undefined): AgreedPriceView {
  const { side } = partyOf(ctx);
  const named = (name: string | null, of: AgreeingSide | null) => (side === 'operator' || of === side ? name : null);
  return {
    id: row.id,
    amountMinor: row.amount_minor,
    state: row.state,
    wishedOn: row.wished_on,
    startsAt: row.starts_at,
    holdsNow: row.id === holdingId,
    proposedSide: row.proposed_side,
    proposedByName: named(row.proposed_by_name, row.proposed_side),
    proposedAt: row.proposed_at,
    decidedByName: named(row.decided_by_name, row.decided_side),
    decidedAt: row.decided_at,
    mayDecide: row.state === 'proposed' && row.proposed_side !== side,
  };
}

/** What of an item is paid now. */
export async function holdingPrice(ctx: Ctx, itemId: Id<'item'>): Promise<Id<'agreedPrice'> | undefined> {
  return (await selectPricesAt(ctx, [itemId], ctx.now)).get(itemId)?.id;
}

type List = typeof catalogue.listAgreedPrices;

/** @throws AppError `catalogue.item_unknown` */
export async function listAgreedPrices(ctx: Ctx, { itemId, cursor, limit }: InputOf<List>): Promise<OutputOf<List>> {
  await knownItem(ctx, itemId);
  const rows = await selectPrices(ctx, { itemId, beforeId: idOfCursor<'agreedPrice'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const holdingId = await holdingPrice(ctx, itemId);
  return { items: items.map((row) => priceView(ctx, row, holdingId)), nextCursor };
}
