import type { Locale } from './catalog.ts';
import type { errorsZhCn } from './errors.zh-CN.ts';
import type { memberDisputesZhCn } from './member-disputes.zh-CN.ts';

type Texts = Record<keyof typeof errorsZhCn | keyof typeof memberDisputesZhCn, string>;

/** All texts of a member's cases, by language: fetched with their pages. */
export const memberDisputesCatalog: Record<Locale, () => Promise<Texts>> = {
  'zh-CN': async () => {
    const [errors, own] = await Promise.all([import('./errors.zh-CN.ts'), import('./member-disputes.zh-CN.ts')]);
    return { ...errors.errorsZhCn, ...own.memberDisputesZhCn, 'disputeState.consent': '等待你同意' };
  },
  en: async () => {
    const [errors, own] = await Promise.all([import('./errors.en.ts'), import('./member-disputes.en.ts')]);
    return { ...errors.errorsEn, ...own.memberDisputesEn, 'disputeState.consent': 'Waiting for you' };
  },
};
