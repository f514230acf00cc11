import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberOffersZhCn } from './member-offers.zh-CN.ts';

type Texts = Record<keyof typeof commonZhCn | keyof typeof errorsZhCn | keyof typeof memberOffersZhCn, string>;

/** All texts of the member app's services of merchants, by language: fetched with their pages. */
export const memberOffersCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own] = await Promise.all([import('./common.zh-CN.ts'), import('./errors.zh-CN.ts'), import('./member-offers.zh-CN.ts')]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberOffersZhCn };
  },
  en: async () => {
    const [common, errors, own] = await Promise.all([import('./common.en.ts'), import('./errors.en.ts'), import('./member-offers.en.ts')]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberOffersEn };
  },
};
