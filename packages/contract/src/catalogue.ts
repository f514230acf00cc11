import { z } from 'zod';
import { catalogueOffers } from './catalogue-offers.ts';
import { cataloguePrices } from './catalogue-prices.ts';
import {
  AGREEING_SIDES,
  category,
  categoryFields,
  ITEM_KINDS,
  ITEM_PHOTO_BYTES_MAX,
  ITEM_PHOTO_TYPES,
  ITEM_PHOTOS_MAX,
  ITEM_STATES,
  item,
  itemFields,
  STOCK_MAX,
  stockMove,
} from './catalogue-shapes.ts';
import { LANGUAGES } from './imports.ts';
import { routes } from './route.ts';
import { file, id, page, paging, searchText } from './schemas.ts';
import { oneLine } from './texts.ts';

export const catalogueErrors = {
  'catalogue.category_unknown': 404,
  'catalogue.category_code_taken': 409,
  'catalogue.category_parent_wrong': 409,
  'catalogue.too_many_categories': 409,
  'catalogue.category_off': 409,
  'catalogue.item_unknown': 404,
  'catalogue.shop_not_of_merchant': 400,
  'catalogue.not_now': 409,
  'catalogue.changed_meanwhile': 409,
  'catalogue.agreed_price_missing': 409,
  'catalogue.sold_out': 409,
  'catalogue.stock_not_counted': 409,
  'catalogue.stock_too_large': 409,
  'catalogue.return_too_much': 409,
  'catalogue.photo_unreadable': 400,
  'catalogue.photo_unknown': 404,
  'catalogue.too_many_photos': 409,
  'catalogue.photos_changed': 409,
  'catalogue.price_unknown': 404,
  'catalogue.price_not_now': 409,
  'catalogue.price_waits': 409,
  'catalogue.price_other_side': 403,
  'catalogue.level_unknown': 409,
  'catalogue.level_price_wrong': 409,
} as const;

const categoryParams = z.object({ categoryId: id<'category'>() });
const itemParams = z.object({ itemId: id<'item'>() });
const photoParams = z.object({ itemPhotoId: id<'itemPhoto'>() });
const REVISION_MAX = 2_147_483_647;
const revision = z.int().min(1).max(REVISION_MAX);
const reason = oneLine(200).min(1);
const hasPrice = (of: { moneyPriceMinor: number | null; pointsPrice: number | null }) => of.moneyPriceMinor !== null || of.pointsPrice !== null;
const PRICELESS = 'a price in money, in points, or in both';
const CATEGORY_WRONG = ['catalogue.category_code_taken', 'catalogue.category_parent_wrong'] as const;
const ITEM_WRONG = ['catalogue.category_unknown', 'catalogue.category_off', 'catalogue.shop_not_of_merchant'] as const;

/** The order of a list of items; `newest` is that of their ids. */
export const ITEM_SORTS = ['newest', 'name', 'money', 'points', 'stock'] as const;
export type ItemSort = (typeof ITEM_SORTS)[number];
const itemFilter = {
  q: searchText.optional(),
  categoryId: id<'category'>().optional(),
  merchantId: id<'organization'>().optional(),
  state: z.enum(ITEM_STATES).optional(),
  kind: z.enum(ITEM_KINDS).optional(),
  /** Whose answer a proposed agreed price waits for. */
  priceWaitsFor: z.enum(AGREEING_SIDES).optional(),
  sort: z.enum(ITEM_SORTS).default('newest'),
};

const catalogueItems = routes({
  listCategories: {
    method: 'GET',
    path: '/catalogue/categories',
    summary: 'Every category in its order',
    permission: 'catalogue.read',
    response: z.object({ items: z.array(category) }),
    errors: [],
  },
  createCategory: {
    method: 'POST',
    path: '/catalogue/categories',
    summary: 'Add a category',
    permission: 'catalogue.approve',
    idempotent: true,
    body: z.object(categoryFields),
    response: category,
    errors: [...CATEGORY_WRONG, 'catalogue.too_many_categories'],
  },
  updateCategory: {
    method: 'PUT',
    path: '/catalogue/categories/:categoryId',
    summary: 'Change a category, or switch it on or off; of one that is off nothing is offered',
    permission: 'catalogue.approve',
    params: categoryParams,
    body: z.object(categoryFields),
    response: category,
    errors: ['catalogue.category_unknown', ...CATEGORY_WRONG],
  },
  listItems: {
    method: 'GET',
    path: '/catalogue/items',
    summary: 'Items of merchants; a merchant sees its own',
    permission: 'catalogue.read',
    query: z.object({ ...paging, ...itemFilter }),
    response: page(item),
    errors: [],
  },
  exportItems: {
    method: 'GET',
    path: '/catalogue/items/export',
    summary: 'The same list as a CSV file',
    permission: 'catalogue.read',
    ratePerMinute: 10,
    query: z.object({ ...itemFilter, language: z.enum(LANGUAGES) }),
    download: ['text/csv'],
    response: file,
    errors: [],
  },
  getItem: {
    method: 'GET',
    path: '/catalogue/items/:itemId',
    summary: 'One item',
    permission: 'catalogue.read',
    params: itemParams,
    response: item,
    errors: ['catalogue.item_unknown'],
  },
  createItem: {
    method: 'POST',
    path: '/catalogue/items',
    summary: 'Enter an item of a merchant; it is off the shelf',
    permission: 'catalogue.write',
    idempotent: true,
    body: z
      .object({
        merchantId: id<'organization'>(),
        ...itemFields,
        needsConfirmation: itemFields.needsConfirmation.default(false),
        /** How many there are; null without end. */
        stock: z.int().min(0).max(STOCK_MAX).nullable().default(null),
      })
      .refine(hasPrice, PRICELESS),
    response: item,
    errors: ['organizations.unknown', ...ITEM_WRONG],
  },
  updateItem: {
    method: 'PUT',
    path: '/catalogue/items/:itemId',
    summary: 'Change an item; what its merchant changes on the shelf is looked at again where the house wants that',
    permission: 'catalogue.write',
    params: itemParams,
    /** Without `needsConfirmation`, it stays as it was. */
    body: z.object({ revision, ...itemFields, needsConfirmation: itemFields.needsConfirmation.optional() }).refine(hasPrice, PRICELESS),
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.changed_meanwhile', 'catalogue.agreed_price_missing', ...ITEM_WRONG],
  },
  putItemOnShelf: {
    method: 'POST',
    path: '/catalogue/items/:itemId/on',
    summary: 'Offer an item, or ask the operator to look at it first; what costs points needs an agreed price',
    permission: 'catalogue.write',
    params: itemParams,
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.not_now', 'catalogue.agreed_price_missing', 'catalogue.category_off'],
  },
  takeItemOffShelf: {
    method: 'POST',
    path: '/catalogue/items/:itemId/off',
    summary: 'Offer an item no longer, or take it back before it was looked at',
    permission: 'catalogue.write',
    params: itemParams,
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.not_now'],
  },
  approveItem: {
    method: 'POST',
    path: '/catalogue/items/:itemId/approve',
    summary: 'Let an item onto the shelf as it was read',
    permission: 'catalogue.approve',
    params: itemParams,
    body: z.object({ revision }),
    response: item,
    errors: [
      'catalogue.item_unknown',
      'catalogue.not_now',
      'catalogue.changed_meanwhile',
      'catalogue.agreed_price_missing',
      'catalogue.category_off',
    ],
  },
  refuseItem: {
    method: 'POST',
    path: '/catalogue/items/:itemId/refuse',
    summary: 'Send an item back with a reason, which the merchant reads',
    permission: 'catalogue.approve',
    params: itemParams,
    body: z.object({ revision, message: reason }),
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.not_now', 'catalogue.changed_meanwhile'],
  },
  listStockMoves: {
    method: 'GET',
    path: '/catalogue/items/:itemId/stock',
    summary: 'What came and went of an item, newest first',
    permission: 'catalogue.read',
    params: itemParams,
    query: z.object({ ...paging }),
    response: page(stockMove),
    errors: ['catalogue.item_unknown'],
  },
  receiveStock: {
    method: 'POST',
    path: '/catalogue/items/:itemId/stock',
    summary: 'Add what has arrived',
    permission: 'catalogue.write',
    idempotent: true,
    params: itemParams,
    body: z.object({ quantity: z.int().min(1).max(STOCK_MAX), reason: oneLine(200).default('') }),
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.stock_not_counted', 'catalogue.stock_too_large'],
  },
  correctStock: {
    method: 'PUT',
    path: '/catalogue/items/:itemId/stock',
    summary: 'Say how many there are, with a reason; null ends the counting',
    permission: 'catalogue.write',
    idempotent: true,
    params: itemParams,
    body: z.object({ stock: z.int().min(0).max(STOCK_MAX).nullable(), reason }),
    response: item,
    errors: ['catalogue.item_unknown'],
  },
  addItemPhoto: {
    method: 'POST',
    path: '/catalogue/items/:itemId/photos',
    summary: 'Add a photo of an item',
    permission: 'catalogue.write',
    idempotent: true,
    ratePerMinute: 30,
    params: itemParams,
    upload: { maxBytes: ITEM_PHOTO_BYTES_MAX, types: ITEM_PHOTO_TYPES },
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.photo_unreadable', 'catalogue.too_many_photos'],
  },
  orderItemPhotos: {
    method: 'PUT',
    path: '/catalogue/items/:itemId/photos',
    summary: 'Say in which order the photos of an item are shown',
    permission: 'catalogue.write',
    params: itemParams,
    body: z.object({
      /** All of them; the first stands in lists. */
      itemPhotoIds: z.array(id<'itemPhoto'>()).max(ITEM_PHOTOS_MAX),
    }),
    response: item,
    errors: ['catalogue.item_unknown', 'catalogue.photos_changed'],
  },
  removeItemPhoto: {
    method: 'DELETE',
    path: '/catalogue/photos/:itemPhotoId',
    summary: 'Take a photo of an item away',
    permission: 'catalogue.write',
    params: photoParams,
    response: item,
    errors: ['catalogue.photo_unknown'],
  },
  getItemPhoto: {
    method: 'GET',
    path: '/catalogue/photos/:itemPhotoId',
    summary: 'A photo of an item',
    permission: 'catalogue.read',
    params: photoParams,
    download: ITEM_PHOTO_TYPES,
    response: file,
    errors: ['catalogue.photo_unknown'],
  },
});

export const catalogue = { ...catalogueItems, ...cataloguePrices, ...catalogueOffers };
