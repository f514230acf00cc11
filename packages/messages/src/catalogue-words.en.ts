import type { catalogueWordsZhCn } from './catalogue-words.zh-CN.ts';

/** Words of items, for the back office, the member app and exported tables. */
export const catalogueWordsEn: Record<keyof typeof catalogueWordsZhCn, string> = {
  'itemKind.service': 'Service',
  'itemKind.product': 'Product',
  'itemState.off': 'Off the shelf',
  'itemState.waiting': 'Waiting for review',
  'itemState.on': 'On the shelf',
};
