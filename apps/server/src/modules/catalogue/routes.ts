import { catalogue } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, bindFiles, pick } from '../../platform/bind.ts';
import { addItemPhoto, getItemPhoto, type PhotoParts, removeItemPhoto } from './add-photo.ts';
import { listAgreedPrices } from './agreed-price.ts';
import { createCategory } from './create-category.ts';
import { createItem } from './create-item.ts';
import { acceptAgreedPrice, refuseAgreedPrice } from './decide-agreed-price.ts';
import { createExportItems } from './export-items.ts';
import { listCategories } from './list-categories.ts';
import { getItem, listItems } from './list-items.ts';
import { getOfferedItem, listOfferedCategories, listOfferedItems, listOfferedRegions } from './list-offers.ts';
import { correctStock, listStockMoves, receiveStock } from './move-stock.ts';
import { orderItemPhotos } from './order-photos.ts';
import { proposeAgreedPrice } from './propose-agreed-price.ts';
import { approveItem, refuseItem } from './review-item.ts';
import { setLevelPrices } from './set-level-prices.ts';
import { putItemOnShelf, takeItemOffShelf } from './shelve-item.ts';
import { updateCategory } from './update-category.ts';
import { updateItem } from './update-item.ts';

const CATEGORIES = pick(catalogue, ['listCategories', 'createCategory', 'updateCategory']);
const ITEMS = pick(catalogue, [
  'listItems',
  'getItem',
  'createItem',
  'updateItem',
  'putItemOnShelf',
  'takeItemOffShelf',
  'approveItem',
  'refuseItem',
  'orderItemPhotos',
  'removeItemPhoto',
]);
const STOCK = pick(catalogue, ['listStockMoves', 'receiveStock', 'correctStock']);
const PRICES = pick(catalogue, ['setLevelPrices', 'listAgreedPrices', 'proposeAgreedPrice', 'acceptAgreedPrice', 'refuseAgreedPrice']);
const OFFERS = pick(catalogue, ['listOfferedCategories', 'listOfferedRegions', 'listOfferedItems', 'getOfferedItem']);

export function createCatalogueRoutes(parts: PhotoParts): BoundRoute[] {
  return [
    ...bind(CATEGORIES, { listCategories, createCategory, updateCategory }),
    ...bind(ITEMS, {
      listItems,
      getItem,
      createItem,
      updateItem,
      putItemOnShelf,
      takeItemOffShelf,
      approveItem,
      refuseItem,
      orderItemPhotos,
      removeItemPhoto,
    }),
    ...bindFiles(pick(catalogue, ['exportItems']), createExportItems(parts.database)),
    ...bindDirect(pick(catalogue, ['addItemPhoto']), { addItemPhoto: (call, input) => addItemPhoto(parts, call, input) }),
    ...bindFiles(pick(catalogue, ['getItemPhoto', 'getOfferedItemPhoto']), {
      getItemPhoto: (call, input) => getItemPhoto(parts, call, input),
      getOfferedItemPhoto: (call, input) => getItemPhoto(parts, call, input),
    }),
    ...bind(STOCK, { listStockMoves, receiveStock, correctStock }),
    ...bind(PRICES, { setLevelPrices, listAgreedPrices, proposeAgreedPrice, acceptAgreedPrice, refuseAgreedPrice }),
    ...bind(OFFERS, { listOfferedCategories, listOfferedRegions, listOfferedItems, getOfferedItem }),
  ];
}
