import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberPointsZhCn } from './member-points.zh-CN.ts';

type Texts = Record<keyof typeof commonZhCn | keyof typeof errorsZhCn | keyof typeof memberPointsZhCn, string>;

/** All texts of the member app's points, by language: fetched with their pages. */
export const memberPointsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own] = await Promise.all([import('./common.zh-CN.ts'), import('./errors.zh-CN.ts'), import('./member-points.zh-CN.ts')]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberPointsZhCn };
  },
  en: async () => {
    const [common, errors, own] = await Promise.all([import('./common.en.ts'), import('./errors.en.ts'), import('./member-points.en.ts')]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberPointsEn };
  },
};
