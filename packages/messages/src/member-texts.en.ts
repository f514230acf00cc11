import { commonEn } from './common.en.ts';
import { declinesEn } from './declines.en.ts';
import { errorsEn } from './errors.en.ts';
import { memberAppEn } from './member-app.en.ts';
import { memberCardsEn } from './member-cards.en.ts';
import { memberFundingEn } from './member-funding.en.ts';
import { memberNoticesEn } from './member-notices.en.ts';
import type { MemberAppTexts } from './member-texts.zh-CN.ts';
import { noticesEn } from './notices.en.ts';

/** All texts of the member app in English. */
export const memberTextsEn: MemberAppTexts = {
  ...commonEn,
  ...errorsEn,
  ...declinesEn,
  ...noticesEn,
  ...memberNoticesEn,
  ...memberCardsEn,
  ...memberFundingEn,
  ...memberAppEn,
};
