import { alertsPersonal } from './modules/alerts/index.ts';
import { anonymouscardsPersonal } from './modules/anonymouscards/index.ts';
import { auditPersonal } from './modules/audit/index.ts';
import { createCardsPersonal } from './modules/cards/index.ts';
import { channelsPersonal } from './modules/channels/index.ts';
import { chatsPersonal } from './modules/chats/index.ts';
import { checkoutsPersonal } from './modules/checkouts/index.ts';
import { closuresPersonal } from './modules/closures/index.ts';
import { createDisputesPersonal } from './modules/disputes/index.ts';
import { fundingPersonal } from './modules/funding/index.ts';
import { createGiftcardsPersonal } from './modules/giftcards/index.ts';
import { giftsPersonal } from './modules/gifts/index.ts';
import { guardiansPersonal } from './modules/guardians/index.ts';
import { identityPersonal } from './modules/identity/index.ts';
import { issuertopupsPersonal } from './modules/issuertopups/index.ts';
import { loyaltyPersonal } from './modules/loyalty/index.ts';
import { mealplansPersonal } from './modules/mealplans/index.ts';
import { createMembersPersonal } from './modules/members/index.ts';
import { migrationPersonal } from './modules/migration/index.ts';
import { notificationsPersonal } from './modules/notifications/index.ts';
import { onboardingPersonal } from './modules/onboarding/index.ts';
import { paymentsPersonal } from './modules/payments/index.ts';
import { privacyPersonal } from './modules/privacy/index.ts';
import { promotionsPersonal } from './modules/promotions/index.ts';
import { redemptionsPersonal } from './modules/redemptions/index.ts';
import { reportsPersonal } from './modules/reports/index.ts';
import { createReviewsPersonal } from './modules/reviews/index.ts';
import { satisfactionPersonal } from './modules/satisfaction/index.ts';
import { settlementPersonal } from './modules/settlement/index.ts';
import { slipsPersonal } from './modules/slips/index.ts';
import { subsidiesPersonal } from './modules/subsidies/index.ts';
import { surveysPersonal } from './modules/surveys/index.ts';
import { ticketsPersonal } from './modules/tickets/index.ts';
import { walletsPersonal } from './modules/wallets/index.ts';
import { forgetKeysOf } from './platform/idempotency.ts';
import type { PersonalRecords } from './platform/personal.ts';
import type { SecretBox } from './platform/secret-box.ts';

/** What the machinery itself keeps of a person: answers to repeated requests, sealed, for a month. */
const platformPersonal: PersonalRecords = {
  module: 'platform',
  covers: { 'platform.idempotency.scope': 'sealed answers of the last month; forgotten' },
  parts: [],
  erase: (ctx, { memberId }) => forgetKeysOf(ctx, `member:${memberId}`),
};

/** What every module holds of a person, from the bottom up. */
export function personalRecordsOf(secrets: SecretBox): readonly PersonalRecords[] {
  return [
    platformPersonal,
    auditPersonal,
    channelsPersonal,
    identityPersonal,
    createMembersPersonal(secrets),
    onboardingPersonal,
    privacyPersonal,
    notificationsPersonal,
    walletsPersonal,
    guardiansPersonal,
    alertsPersonal,
    subsidiesPersonal,
    mealplansPersonal,
    createGiftcardsPersonal(secrets),
    loyaltyPersonal,
    issuertopupsPersonal,
    redemptionsPersonal,
    checkoutsPersonal,
    createCardsPersonal(secrets),
    giftsPersonal,
    promotionsPersonal,
    paymentsPersonal,
    fundingPersonal,
    anonymouscardsPersonal,
    closuresPersonal,
    slipsPersonal,
    createDisputesPersonal(secrets),
    migrationPersonal,
    createReviewsPersonal(secrets),
    chatsPersonal,
    satisfactionPersonal,
    surveysPersonal,
    ticketsPersonal,
    settlementPersonal,
    reportsPersonal,
  ];
}
