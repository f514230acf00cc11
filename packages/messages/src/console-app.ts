import type { Locale } from './catalog.ts';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';
import { consoleAppChannelsEn } from './console-app.channels.en.ts';
import { consoleAppChannelsZhCn } from './console-app.channels.zh-CN.ts';
import { consoleAppEn } from './console-app.en.ts';
import { consoleFundingEn } from './console-app.funding.en.ts';
import { consoleFundingZhCn } from './console-app.funding.zh-CN.ts';
import { consoleGuardiansEn } from './console-app.guardians.en.ts';
import { consoleGuardiansZhCn } from './console-app.guardians.zh-CN.ts';
import { consoleMigrationEn } from './console-app.migration.en.ts';
import { consoleMigrationZhCn } from './console-app.migration.zh-CN.ts';
import { consoleAppProvidersEn } from './console-app.providers.en.ts';
import { consoleAppProvidersZhCn } from './console-app.providers.zh-CN.ts';
import { consoleAppZhCn } from './console-app.zh-CN.ts';
import { consoleCardsEn } from './console-cards.en.ts';
import { consoleCardsZhCn } from './console-cards.zh-CN.ts';
import { consoleDisputesEn } from './console-disputes.en.ts';
import { consoleDisputesZhCn } from './console-disputes.zh-CN.ts';
import { consoleNoticesEn } from './console-notices.en.ts';
import { consoleNoticesZhCn } from './console-notices.zh-CN.ts';
import { consoleSlipsEn } from './console-slips.en.ts';
import { consoleSlipsZhCn } from './console-slips.zh-CN.ts';
import { declinesEn } from './declines.en.ts';
import { declinesZhCn } from './declines.zh-CN.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { importsEn } from './imports.en.ts';
import { importsZhCn } from './imports.zh-CN.ts';
import { noticesEn } from './notices.en.ts';
import { noticesZhCn } from './notices.zh-CN.ts';
import { settingsEn } from './settings.en.ts';
import { settingsZhCn } from './settings.zh-CN.ts';

type Texts = Record<
  | keyof typeof consoleAppZhCn
  | keyof typeof consoleFundingZhCn
  | keyof typeof consoleDisputesZhCn
  | keyof typeof consoleGuardiansZhCn
  | keyof typeof consoleMigrationZhCn
  | keyof typeof noticesZhCn
  | keyof typeof consoleNoticesZhCn
  | keyof typeof consoleCardsZhCn
  | keyof typeof consoleSlipsZhCn
  | keyof typeof consoleAppProvidersZhCn
  | keyof typeof consoleAppChannelsZhCn
  | keyof typeof commonZhCn
  | keyof typeof errorsZhCn
  | keyof typeof declinesZhCn
  | keyof typeof settingsZhCn
  | keyof typeof importsZhCn,
  string
>;

/** All texts of the console app, by language. */
export const consoleAppCatalog: Record<Locale, Texts> = {
  'zh-CN': {
    ...commonZhCn,
    ...errorsZhCn,
    ...declinesZhCn,
    ...settingsZhCn,
    ...consoleFundingZhCn,
    ...consoleDisputesZhCn,
    ...consoleGuardiansZhCn,
    ...consoleMigrationZhCn,
    ...importsZhCn,
    ...consoleAppProvidersZhCn,
    ...consoleAppChannelsZhCn,
    ...noticesZhCn,
    ...consoleNoticesZhCn,
    ...consoleCardsZhCn,
    ...consoleSlipsZhCn,
    ...consoleAppZhCn,
  },
  en: {
    ...commonEn,
    ...errorsEn,
    ...declinesEn,
    ...settingsEn,
    ...consoleFundingEn,
    ...consoleDisputesEn,
    ...consoleGuardiansEn,
    ...consoleMigrationEn,
    ...importsEn,
    ...consoleAppProvidersEn,
    ...consoleAppChannelsEn,
    ...noticesEn,
    ...consoleNoticesEn,
    ...consoleCardsEn,
    ...consoleSlipsEn,
    ...consoleAppEn,
  },
};
export type ConsoleAppTexts = Texts;
