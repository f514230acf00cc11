import type { Locale } from './catalog.ts';
import { catalogueWordsEn } from './catalogue-words.en.ts';
import { catalogueWordsZhCn } from './catalogue-words.zh-CN.ts';
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
import { consolePromotionsEn } from './console-app.promotions.en.ts';
import { consolePromotionsZhCn } from './console-app.promotions.zh-CN.ts';
import { consoleAppProvidersEn } from './console-app.providers.en.ts';
import { consoleAppProvidersZhCn } from './console-app.providers.zh-CN.ts';
import { consoleTriesEn } from './console-app.tries.en.ts';
import { consoleTriesZhCn } from './console-app.tries.zh-CN.ts';
import { consoleAppZhCn } from './console-app.zh-CN.ts';
import { consoleCardsEn } from './console-cards.en.ts';
import { consoleCardsZhCn } from './console-cards.zh-CN.ts';
import { consoleCatalogueActsEn } from './console-catalogue-acts.en.ts';
import { consoleCatalogueActsZhCn } from './console-catalogue-acts.zh-CN.ts';
import { consoleChatsEn } from './console-chats.en.ts';
import { consoleChatsZhCn } from './console-chats.zh-CN.ts';
import { consoleDepositsEn } from './console-deposits.en.ts';
import { consoleDepositsZhCn } from './console-deposits.zh-CN.ts';
import { consoleDisputesEn } from './console-disputes.en.ts';
import { consoleDisputesZhCn } from './console-disputes.zh-CN.ts';
import { consoleEventActsEn } from './console-event-acts.en.ts';
import { consoleEventActsZhCn } from './console-event-acts.zh-CN.ts';
import { consoleEventPartsEn } from './console-event-parts.en.ts';
import { consoleEventPartsZhCn } from './console-event-parts.zh-CN.ts';
import { consoleEventsEn } from './console-events.en.ts';
import { consoleEventsZhCn } from './console-events.zh-CN.ts';
import { consoleGiftCardsEn } from './console-gift-cards.en.ts';
import { consoleGiftCardsZhCn } from './console-gift-cards.zh-CN.ts';
import { consoleHelpEn } from './console-help.en.ts';
import { consoleHelpZhCn } from './console-help.zh-CN.ts';
import { consoleItemsEn } from './console-items.en.ts';
import { consoleItemsZhCn } from './console-items.zh-CN.ts';
import { consoleMarginEn } from './console-margin.en.ts';
import { consoleMarginZhCn } from './console-margin.zh-CN.ts';
import { consoleMerchantsEn } from './console-merchants.en.ts';
import { consoleMerchantsZhCn } from './console-merchants.zh-CN.ts';
import { consoleNoticesEn } from './console-notices.en.ts';
import { consoleNoticesZhCn } from './console-notices.zh-CN.ts';
import { consolePayoutsEn } from './console-payouts.en.ts';
import { consolePayoutsZhCn } from './console-payouts.zh-CN.ts';
import { consolePlanEditorEn } from './console-plan-editor.en.ts';
import { consolePlanEditorZhCn } from './console-plan-editor.zh-CN.ts';
import { consoleRedemptionsEn } from './console-redemptions.en.ts';
import { consoleRedemptionsZhCn } from './console-redemptions.zh-CN.ts';
import { consoleReportsEn } from './console-reports.en.ts';
import { consoleReportsZhCn } from './console-reports.zh-CN.ts';
import { consoleReviewsEn } from './console-reviews.en.ts';
import { consoleReviewsZhCn } from './console-reviews.zh-CN.ts';
import { consoleSatisfactionEn } from './console-satisfaction.en.ts';
import { consoleSatisfactionZhCn } from './console-satisfaction.zh-CN.ts';
import { consoleSettlementEn } from './console-settlement.en.ts';
import { consoleSettlementZhCn } from './console-settlement.zh-CN.ts';
import { consoleSlipsEn } from './console-slips.en.ts';
import { consoleSlipsZhCn } from './console-slips.zh-CN.ts';
import { consoleSurveysEn } from './console-surveys.en.ts';
import { consoleSurveysZhCn } from './console-surveys.zh-CN.ts';
import { consoleTakingsEn } from './console-takings.en.ts';
import { consoleTakingsZhCn } from './console-takings.zh-CN.ts';
import { consoleTicketsEn } from './console-tickets.en.ts';
import { consoleTicketsZhCn } from './console-tickets.zh-CN.ts';
import { consoleVenuesEn } from './console-venues.en.ts';
import { consoleVenuesZhCn } from './console-venues.zh-CN.ts';
import { declinesEn } from './declines.en.ts';
import { declinesZhCn } from './declines.zh-CN.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-CN.ts';
import { importsEn } from './imports.en.ts';
import { importsZhCn } from './imports.zh-CN.ts';
import { noticesEn } from './notices.en.ts';
import { noticesZhCn } from './notices.zh-CN.ts';
import { redemptionWordsEn } from './redemption-words.en.ts';
import { redemptionWordsZhCn } from './redemption-words.zh-CN.ts';
import { settingsEn } from './settings.en.ts';
import { settingsZhCn } from './settings.zh-CN.ts';

type Texts = Record<
  | keyof typeof consoleAppZhCn
  | keyof typeof consoleFundingZhCn
  | keyof typeof consoleTriesZhCn
  | keyof typeof consoleDisputesZhCn
  | keyof typeof consoleGuardiansZhCn
  | keyof typeof consoleMigrationZhCn
  | keyof typeof consolePromotionsZhCn
  | keyof typeof noticesZhCn
  | keyof typeof consoleMerchantsZhCn
  | keyof typeof consoleCatalogueActsZhCn
  | keyof typeof catalogueWordsZhCn
  | keyof typeof consoleItemsZhCn
  | keyof typeof consolePayoutsZhCn
  | keyof typeof consoleReportsZhCn
  | keyof typeof consoleTakingsZhCn
  | keyof typeof consoleSettlementZhCn
  | keyof typeof consoleNoticesZhCn
  | keyof typeof consoleCardsZhCn
  | keyof typeof consoleSlipsZhCn
  | keyof typeof consoleRedemptionsZhCn
  | keyof typeof consoleReviewsZhCn
  | keyof typeof consoleDepositsZhCn
  | keyof typeof consoleMarginZhCn
  | keyof typeof consoleHelpZhCn
  | keyof typeof consoleChatsZhCn
  | keyof typeof consoleGiftCardsZhCn
  | keyof typeof consoleSatisfactionZhCn
  | keyof typeof consoleSurveysZhCn
  | keyof typeof consoleTicketsZhCn
  | keyof typeof consoleVenuesZhCn
  | keyof typeof consoleEventPartsZhCn
  | keyof typeof consoleEventsZhCn
  | keyof typeof consoleEventActsZhCn
  | keyof typeof consolePlanEditorZhCn
  | keyof typeof redemptionWordsZhCn
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
    ...consoleTriesZhCn,
    ...consoleDisputesZhCn,
    ...consoleGuardiansZhCn,
    ...consoleMigrationZhCn,
    ...consolePromotionsZhCn,
    ...importsZhCn,
    ...consoleAppProvidersZhCn,
    ...consoleAppChannelsZhCn,
    ...noticesZhCn,
    ...consoleMerchantsZhCn,
    ...consoleCatalogueActsZhCn,
    ...catalogueWordsZhCn,
    ...consoleItemsZhCn,
    ...consolePayoutsZhCn,
    ...consoleReportsZhCn,
    ...consoleTakingsZhCn,
    ...consoleSettlementZhCn,
    ...consoleNoticesZhCn,
    ...consoleCardsZhCn,
    ...consoleSlipsZhCn,
    ...consoleRedemptionsZhCn,
    ...consoleReviewsZhCn,
    ...consoleHelpZhCn,
    ...consoleChatsZhCn,
    ...consoleDepositsZhCn,
    ...consoleGiftCardsZhCn,
    ...consoleMarginZhCn,
    ...consoleSatisfactionZhCn,
    ...consoleSurveysZhCn,
    ...consoleTicketsZhCn,
    ...consoleVenuesZhCn,
    ...consoleEventPartsZhCn,
    ...consoleEventsZhCn,
    ...consoleEventActsZhCn,
    ...consolePlanEditorZhCn,
    ...redemptionWordsZhCn,
    ...consoleAppZhCn,
  },
  en: {
    ...commonEn,
    ...errorsEn,
    ...declinesEn,
    ...settingsEn,
    ...consoleFundingEn,
    ...consoleTriesEn,
    ...consoleDisputesEn,
    ...consoleGuardiansEn,
    ...consoleMigrationEn,
    ...consolePromotionsEn,
    ...importsEn,
    ...consoleAppProvidersEn,
    ...consoleAppChannelsEn,
    ...noticesEn,
    ...consoleMerchantsEn,
    ...consoleCatalogueActsEn,
    ...catalogueWordsEn,
    ...consoleItemsEn,
    ...consolePayoutsEn,
    ...consoleReportsEn,
    ...consoleTakingsEn,
    ...consoleSettlementEn,
    ...consoleNoticesEn,
    ...consoleCardsEn,
    ...consoleSlipsEn,
    ...consoleRedemptionsEn,
    ...consoleReviewsEn,
    ...consoleHelpEn,
    ...consoleChatsEn,
    ...consoleDepositsEn,
    ...consoleGiftCardsEn,
    ...consoleMarginEn,
    ...consoleSatisfactionEn,
    ...consoleSurveysEn,
    ...consoleTicketsEn,
    ...consoleVenuesEn,
    ...consoleEventPartsEn,
    ...consoleEventsEn,
    ...consoleEventActsEn,
    ...consolePlanEditorEn,
    ...redemptionWordsEn,
    ...consoleAppEn,
  },
};
export type ConsoleAppTexts = Texts;
