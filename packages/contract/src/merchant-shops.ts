import { z } from 'zod';
import { routes } from './route.ts';
import { id, instant, name, page, paging, searchText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const SHOP_STATES = ['on', 'off'] as const;
const DAYS_OF_WEEK = 7;

export const shopFields = {
  name,
  region: oneLine(40).min(1),
  address: oneLine(120).min(1),
  /** Empty where there is none. */
  phone: z.string().regex(/^(\+?[0-9][0-9 -]{4,19})?$/),
  /** `08:30`, by the installation's clock; a shop that closes before it opens is open past midnight. */
  opensAt: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/),
  closesAt: z.string().regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/),
  /** Monday is 1. */
  openDays: z.array(z.int().min(1).max(DAYS_OF_WEEK)).min(1).max(DAYS_OF_WEEK),
  place: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable(),
  state: z.enum(SHOP_STATES),
};
const shop = z.object({
  id: id<'shop'>(),
  organizationId: id<'organization'>(),
  organizationName: z.string(),
  ...shopFields,
  createdAt: instant,
});
export type Shop = z.input<typeof shop>;
const shopParams = z.object({ shopId: id<'shop'>() });

export const merchantShopRoutes = routes({
  listShops: {
    method: 'GET',
    path: '/shops',
    summary: 'Shops of merchants, newest first; a merchant sees its own',
    permission: 'shops.read',
    query: z.object({
      ...paging,
      q: searchText.optional(),
      organizationId: id<'organization'>().optional(),
      state: z.enum(SHOP_STATES).optional(),
    }),
    response: page(shop),
    errors: [],
  },
  createShop: {
    method: 'POST',
    path: '/shops',
    summary: 'Open a shop of a merchant',
    permission: 'shops.write',
    idempotent: true,
    body: z.object({ organizationId: id<'organization'>(), ...shopFields }),
    response: shop,
    errors: ['organizations.unknown', 'merchants.shop_name_taken'],
  },
  updateShop: {
    method: 'PUT',
    path: '/shops/:shopId',
    summary: 'Change a shop, or switch it on or off',
    permission: 'shops.write',
    params: shopParams,
    body: z.object(shopFields),
    response: shop,
    errors: ['merchants.shop_unknown', 'merchants.shop_name_taken'],
  },
  placeTerminal: {
    method: 'PUT',
    path: '/terminals/:terminalId/shop',
    summary: 'Say in which shop of its merchant a terminal stands; null for none',
    permission: 'shops.write',
    params: z.object({ terminalId: id<'terminal'>() }),
    body: z.object({ shopId: id<'shop'>().nullable() }),
    response: z.object({ terminalId: id<'terminal'>(), shopId: id<'shop'>().nullable() }),
    errors: ['terminals.unknown', 'terminals.revoked', 'merchants.shop_unknown'],
  },
});
