import type { OutputOf, recommendations } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findItemsForSale, findOfferedItems, listOfferedItems } from '../catalogue/index.ts';
import { findConsenting } from '../privacy/index.ts';
import { findOffersFor } from '../promotions/index.ts';
import { findRecentItems } from '../redemptions/index.ts';
import { selectPairs } from './queries.ts';
import { type Shelf, suggest } from './suggest.ts';

type Suggestions = OutputOf<typeof recommendations.listOwnSuggestions>;
type Used = Awaited<ReturnType<typeof findRecentItems>>;

const ITEMS_REMEMBERED = 30;
const CATEGORIES_LOOKED_AT = 2;
const OFFERS_OF_CATEGORY = 10;
const SHOWN = 6;
const OFFERS_SHOWN = 4;

/** Made while it is asked for and kept nowhere. For whoever does not allow it, nothing is looked at but that. */
export async function listOwnSuggestions(ctx: Ctx): Promise<Suggestions> {
  const { actor } = ctx;
  if (actor.kind !== 'member') return { isOn: false, items: [], offers: [] };
  return asSystem(ctx, async (system) => {
    const isOn = (await findConsenting(system, [actor.memberId], 'recommendations')).has(actor.memberId);
    if (!isOn) return { isOn, items: [], offers: [] };
    const used = await findRecentItems(system, { memberId: actor.memberId, limit: ITEMS_REMEMBERED });
    if (used.length === 0) return { isOn, items: [], offers: [] };
    return { isOn, items: await suggested(system, used), offers: await suggestedOffers(system, actor.memberId, used) };
  });
}

async function suggested(system: Ctx, used: Used): Promise<Suggestions['items']> {
  const pairs = await selectPairs(
    system,
    used.map(({ itemId }) => itemId),
  );
  const found = suggest(used, { pairs, shelves: await shelvesOf(system, used) });
  const offered = await findOfferedItems(
    system,
    found.map(({ itemId }) => itemId),
  );
  return found
    .flatMap(({ itemId, reason, because }) => {
      const item = offered.get(itemId);
      return item && item.stock !== 0 ? [{ item, reason, because: reason === 'category' ? item.categoryName : { zh: because, en: because } }] : [];
    })
    .slice(0, SHOWN);
}

/** Only where something off a price helps: on what is sold for money still. */
async function suggestedOffers(system: Ctx, memberId: Id<'member'>, used: Used): Promise<Suggestions['offers']> {
  const items = await findItemsForSale(
    system,
    used.map(({ itemId }) => itemId),
    { at: system.now },
  );
  const bought = used.flatMap(({ itemId }) => {
    const item = items.get(itemId);
    return item?.isOn && item.moneyPriceMinor !== null && item.stock !== 0 ? [{ ...item, itemId }] : [];
  });
  const offers = await findOffersFor(system, memberId, bought);
  return offers.slice(0, OFFERS_SHOWN).map(({ on, ...offer }) => ({ ...offer, itemId: on.itemId, itemName: items.get(on.itemId)?.name ?? '' }));
}

/** The categories that were used most, by what was redeemed in them. */
async function shelvesOf(system: Ctx, used: Used): Promise<Shelf[]> {
  const times = new Map<Id<'category'>, number>();
  for (const one of used) times.set(one.categoryId, (times.get(one.categoryId) ?? 0) + one.times);
  const most = [...times].toSorted(([, one], [, other]) => other - one).slice(0, CATEGORIES_LOOKED_AT);
  const shelves: Shelf[] = [];
  for (const [categoryId] of most) {
    const { items } = await listOfferedItems(system, { categoryId, limit: OFFERS_OF_CATEGORY });
    shelves.push({ categoryName: items[0]?.categoryName.zh ?? '', itemIds: items.map(({ id }) => id) });
  }
  return shelves;
}
