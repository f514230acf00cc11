import type { Locale } from './catalog.ts';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';
import { declinesEn } from './declines.en.ts';
import { declinesZhCn } from './declines.zh-CN.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { memberAppEn } from './member-app.en.ts';
import { memberAppZhCn } from './member-app.zh-CN.ts';
import { memberCardsEn } from './member-cards.en.ts';
import { memberCardsZhCn } from './member-cards.zh-CN.ts';
import { memberFundingEn } from './member-funding.en.ts';
import { memberFundingZhCn } from './member-funding.zh-CN.ts';
import { memberNoticesEn } from './member-notices.en.ts';
import { memberNoticesZhCn } from './member-notices.zh-CN.ts';
import { noticesEn } from './notices.en.ts';
import { noticesZhCn } from './notices.zh-CN.ts';

type Texts = Record<
  | keyof typeof memberAppZhCn
  | keyof typeof noticesZhCn
  | keyof typeof memberNoticesZhCn
  | keyof typeof memberCardsZhCn
  | keyof typeof memberFundingZhCn
  | keyof typeof commonZhCn
  | keyof typeof errorsZhCn
  | keyof typeof declinesZhCn,
  string
>;

/** All texts of the member app, by language. */
export const memberAppCatalog: Record<Locale, Texts> = {
  'zh-CN': {
    ...commonZhCn,
    ...errorsZhCn,
    ...declinesZhCn,
    ...noticesZhCn,
    ...memberNoticesZhCn,
    ...memberCardsZhCn,
    ...memberFundingZhCn,
    ...memberAppZhCn,
  },
  en: { ...commonEn, ...errorsEn, ...declinesEn, ...noticesEn, ...memberNoticesEn, ...memberCardsEn, ...memberFundingEn, ...memberAppEn },
};
export type MemberAppTexts = Texts;
