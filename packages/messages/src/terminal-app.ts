import type { Locale } from './catalog.ts';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';
import { declinesEn } from './declines.en.ts';
import { declinesZhCn } from './declines.zh-CN.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { incidentsEn } from './incidents.en.ts';
import { incidentsZhCn } from './incidents.zh-CN.ts';
import { redemptionWordsEn } from './redemption-words.en.ts';
import { redemptionWordsZhCn } from './redemption-words.zh-CN.ts';
import { salesWordsEn } from './sales-words.en.ts';
import { salesWordsZhCn } from './sales-words.zh-CN.ts';
import { terminalAppEn } from './terminal-app.en.ts';
import { terminalAppZhCn } from './terminal-app.zh-CN.ts';
import { terminalRedemptionsEn } from './terminal-redemptions.en.ts';
import { terminalRedemptionsZhCn } from './terminal-redemptions.zh-CN.ts';
import { terminalSalesEn } from './terminal-sales.en.ts';
import { terminalSalesZhCn } from './terminal-sales.zh-CN.ts';

type Texts = Record<
  | keyof typeof terminalAppZhCn
  | keyof typeof terminalSalesZhCn
  | keyof typeof terminalRedemptionsZhCn
  | keyof typeof redemptionWordsZhCn
  | keyof typeof salesWordsZhCn
  | keyof typeof incidentsZhCn
  | keyof typeof commonZhCn
  | keyof typeof errorsZhCn
  | keyof typeof declinesZhCn,
  string
>;

/** All texts of the terminal app, by language. */
export const terminalAppCatalog: Record<Locale, Texts> = {
  'zh-CN': {
    ...commonZhCn,
    ...errorsZhCn,
    ...declinesZhCn,
    ...incidentsZhCn,
    ...salesWordsZhCn,
    ...terminalSalesZhCn,
    ...terminalAppZhCn,
    ...terminalRedemptionsZhCn,
    ...redemptionWordsZhCn,
  },
  en: {
    ...commonEn,
    ...errorsEn,
    ...declinesEn,
    ...incidentsEn,
    ...salesWordsEn,
    ...terminalSalesEn,
    ...terminalAppEn,
    ...terminalRedemptionsEn,
    ...redemptionWordsEn,
  },
};
export type TerminalAppTexts = Texts;
