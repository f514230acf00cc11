import type { Locale } from './catalog.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { memberDisputesEn } from './member-disputes.en.ts';
import { memberDisputesZhCn } from './member-disputes.zh-CN.ts';

type Texts = Record<keyof typeof memberDisputesZhCn | keyof typeof errorsZhCn, string>;

/** All texts of a member's cases, by language: loaded with their pages. */
export const memberDisputesCatalog: Record<Locale, Texts> = {
  'zh-CN': { ...errorsZhCn, ...memberDisputesZhCn, 'disputeState.consent': '等待你同意' },
  en: { ...errorsEn, ...memberDisputesEn, 'disputeState.consent': 'Waiting for you' },
};
