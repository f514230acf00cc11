import { commonZhCn } from './common.zh-CN.ts';
import { declinesZhCn } from './declines.zh-CN.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { memberAppZhCn } from './member-app.zh-CN.ts';
import { memberCardsZhCn } from './member-cards.zh-CN.ts';
import { memberFundingZhCn } from './member-funding.zh-CN.ts';
import { memberNoticesZhCn } from './member-notices.zh-CN.ts';
import { noticesZhCn } from './notices.zh-CN.ts';

const texts = {
  ...commonZhCn,
  ...errorsZhCn,
  ...declinesZhCn,
  ...noticesZhCn,
  ...memberNoticesZhCn,
  ...memberCardsZhCn,
  ...memberFundingZhCn,
  ...memberAppZhCn,
};

export type MemberAppTexts = Record<keyof typeof texts, string>;

/** All texts of the member app in Chinese. */
export const memberTextsZhCn: MemberAppTexts = texts;
