import type { catalogueErrorsZhCn } from './errors.catalogue.zh-CN.ts';

/** Refusals of categories, items and agreed prices. */
export const catalogueErrorsEn: Record<keyof typeof catalogueErrorsZhCn, string> = {
  'catalogue.category_unknown': 'This category does not exist. Choose again from the list.',
  'catalogue.category_code_taken': 'There is already a category with this code. Choose another code.',
  'catalogue.category_parent_wrong':
    'Categories have two levels: what stands above another has nothing above itself, and what has others below it cannot be put below one.',
  'catalogue.too_many_categories': 'There are {count} categories already, which is the most. Reuse one, or rename one that is off.',
  'catalogue.category_off': 'This category is switched off. Choose another one, or switch it on first.',
  'catalogue.item_unknown': 'This item does not exist, or is not offered any more.',
  'catalogue.shop_not_of_merchant': 'A chosen shop does not belong to this merchant. Choose again from the list; nothing was changed.',
  'catalogue.not_now': 'That is not possible in this state. Nothing was changed; reload the page.',
  'catalogue.changed_meanwhile': 'Somebody has changed this item since you opened it. Nothing was changed; reload it and look again.',
  'catalogue.agreed_price_missing': 'What costs points needs an agreed price that holds. Propose one, and have the other side agree on it.',
  'catalogue.sold_out': 'There are not enough left. No money and no points were taken.',
  'catalogue.stock_not_counted': 'The stock of this item is not counted. Correct it to the present number first, then enter what arrives.',
  'catalogue.stock_too_large': 'The stock can be {max} at most. Check the number.',
  'catalogue.return_too_much': 'More would come back than was taken. Nothing was changed.',
  'catalogue.photo_unreadable': 'This is no whole JPEG, PNG or WebP picture. Take another one of up to 1 MB.',
  'catalogue.photo_unknown': 'This photo does not exist or was taken away.',
  'catalogue.too_many_photos': 'An item has {count} photos at most. Take one away first.',
  'catalogue.photos_changed': 'Somebody has added a photo or taken one away. The order is as it was; reload the page and order them again.',
  'catalogue.price_unknown': 'This agreed price does not exist.',
  'catalogue.price_not_now': 'Somebody has decided on this price already. Reload the page.',
  'catalogue.level_unknown': 'One of these levels is no more, or stands here twice. Nothing was saved; choose again.',
  'catalogue.level_price_wrong': 'A level’s price must be lower than the item’s price in points. Nothing was saved; correct it.',
  'catalogue.price_waits': 'Another price is still waiting for an answer. Have it decided, or take it back first.',
  'catalogue.price_other_side': 'The other side has to agree on this price.',
};
