import type { Locale } from './catalog.ts';
import type { commonZhCn } from './common.zh-CN.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberEventsZhCn } from './member-events.zh-CN.ts';

type Texts = Record<keyof typeof commonZhCn | keyof typeof errorsZhCn | keyof typeof memberEventsZhCn, string>;

/** All texts of the member app's events, by language: fetched with their pages. */
export const memberEventsCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [common, errors, own] = await Promise.all([import('./common.zh-CN.ts'), import('./errors.zh-CN.ts'), import('./member-events.zh-CN.ts')]);
    return { ...common.commonZhCn, ...errors.errorsZhCn, ...own.memberEventsZhCn };
  },
  en: async () => {
    const [common, errors, own] = await Promise.all([import('./common.en.ts'), import('./errors.en.ts'), import('./member-events.en.ts')]);
    return { ...common.commonEn, ...errors.errorsEn, ...own.memberEventsEn };
  },
};
