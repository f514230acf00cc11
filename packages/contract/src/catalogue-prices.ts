import { z } from 'zod';
import { agreedPrice, ITEM_PRICE_MINOR_MAX, item, LEVEL_PRICES_MAX, levelPrice } from './catalogue-shapes.ts';
import { routes } from './route.ts';
import { businessDay, id, page, paging } from './schemas.ts';

const itemParams = z.object({ itemId: id<'item'>() });
const priceParams = z.object({ agreedPriceId: id<'agreedPrice'>() });

/** What members on a level pay, and what the operator pays a merchant: the latter between those two, and nobody else. */
export const cataloguePrices = routes({
  setLevelPrices: {
    method: 'PUT',
    path: '/catalogue/items/:itemId/level-prices',
    summary: 'Say how many points an item costs members on some levels and above; all of them at once',
    permission: 'catalogue.approve',
    params: itemParams,
    body: z.object({
      revision: z.int().min(1).max(2_147_483_647),
      levelPrices: z.array(levelPrice).max(LEVEL_PRICES_MAX),
    }),
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.changed_meanwhile', 'catalogue.level_unknown', 'catalogue.level_price_wrong'],
  },
  listAgreedPrices: {
    method: 'GET',
    path: '/catalogue/items/:itemId/prices',
    summary: 'What the operator pays the merchant for an item, with its history, newest first',
    permission: 'catalogue.price',
    params: itemParams,
    query: z.object({ ...paging }),
    response: page(agreedPrice),
    errors: ['catalogue.item_unknown'],
  },
  proposeAgreedPrice: {
    method: 'POST',
    path: '/catalogue/items/:itemId/prices',
    summary: 'Propose what the operator pays the merchant; it touches only what is redeemed once it holds',
    permission: 'catalogue.price',
    idempotent: true,
    params: itemParams,
    body: z.object({
      /** Nothing is a price too: a merchant may give away what brings people to it. */
      agreedMinor: z.int().min(0).max(ITEM_PRICE_MINOR_MAX),
      /** The first day on which it shall hold; without one, or with one that is past, it holds as soon as it is agreed. */
      wishedOn: businessDay.nullable().default(null),
    }),
    response: agreedPrice,
    errors: ['catalogue.item_unknown', 'catalogue.price_waits'],
  },
  acceptAgreedPrice: {
    method: 'POST',
    path: '/catalogue/prices/:agreedPriceId/accept',
    summary: 'Agree on a proposed price: the other side than the one that proposed it',
    permission: 'catalogue.price',
    params: priceParams,
    response: agreedPrice,
    errors: ['catalogue.price_unknown', 'catalogue.price_not_now', 'catalogue.price_other_side'],
  },
  refuseAgreedPrice: {
    method: 'POST',
    path: '/catalogue/prices/:agreedPriceId/refuse',
    summary: 'Refuse a proposed price, or take one’s own proposal back',
    permission: 'catalogue.price',
    params: priceParams,
    response: agreedPrice,
    errors: ['catalogue.price_unknown', 'catalogue.price_not_now'],
  },
});
