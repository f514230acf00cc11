import { z } from 'zod';
import { ITEM_PHOTO_TYPES, offeredCategory, offeredItem } from './catalogue-shapes.ts';
import { routes } from './route.ts';
import { file, id, page, paging, searchText } from './schemas.ts';
import { oneLine } from './texts.ts';

/** More than anybody holds, over all programmes. */
const HELD_POINTS_MAX = 1_000_000_000_000;
const REGION_MAX = 40;

/** What members look through. Nothing here says what anybody is paid. */
export const catalogueOffers = routes({
  listOfferedCategories: {
    method: 'GET',
    path: '/self/catalogue/categories',
    summary: 'Categories in which something is offered, in their order',
    permission: 'self.read',
    response: z.object({ items: z.array(offeredCategory) }),
    errors: [],
  },
  listOfferedRegions: {
    method: 'GET',
    path: '/self/catalogue/regions',
    summary: 'Regions with a shop of a merchant that offers something, by name',
    permission: 'self.read',
    response: z.object({ items: z.array(z.string()) }),
    errors: [],
  },
  listOfferedItems: {
    method: 'GET',
    path: '/self/catalogue/items',
    summary: 'What merchants offer to members, newest first, with the shops where it is to be had',
    permission: 'self.read',
    query: z.object({
      ...paging,
      /** In its name or description, or in the merchant's name. */
      q: searchText.optional(),
      /** With the categories below it. */
      categoryId: id<'category'>().optional(),
      /** What can be had for points, or for money. */
      paidWith: z.enum(['points', 'money']).optional(),
      /** What so many points pay for. */
      pointsMax: z.coerce.number().int().min(0).max(HELD_POINTS_MAX).optional(),
      /** Where some shop of this region has it. */
      region: oneLine(REGION_MAX).optional(),
    }),
    response: page(offeredItem),
    errors: [],
  },
  getOfferedItem: {
    method: 'GET',
    path: '/self/catalogue/items/:itemId',
    summary: 'One item that is offered to members',
    permission: 'self.read',
    params: z.object({ itemId: id<'item'>() }),
    response: offeredItem,
    errors: ['catalogue.item_unknown'],
  },
  getOfferedItemPhoto: {
    method: 'GET',
    path: '/self/catalogue/photos/:itemPhotoId',
    summary: 'A photo of an item that is offered to members',
    permission: 'self.read',
    params: z.object({ itemPhotoId: id<'itemPhoto'>() }),
    download: ITEM_PHOTO_TYPES,
    response: file,
    errors: ['catalogue.photo_unknown'],
  },
});
