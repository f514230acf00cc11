import { alertsErrors } from './alerts.ts';
import { anonymouscardsErrors } from './anonymouscards.ts';
import { auditErrors } from './audit.ts';
import { backupErrors } from './backup.ts';
import { cardCareErrors } from './card-care.ts';
import { cardOrdersErrors } from './card-orders.ts';
import { cardsErrors } from './cards.ts';
import { catalogueErrors } from './catalogue.ts';
import { channelsErrors } from './channels.ts';
import { chatsErrors } from './chats.ts';
import { checkoutsErrors } from './checkouts.ts';
import { closuresErrors } from './closures.ts';
import { depositsErrors } from './deposits.ts';
import { disputesErrors } from './dispute-words.ts';
import { eventsErrors } from './events.ts';
import { faqErrors } from './faq.ts';
import { fundingErrors } from './funding.ts';
import { giftcardsErrors } from './giftcards.ts';
import { giftsErrors } from './gifts.ts';
import { guardiansErrors } from './guardians.ts';
import { identityErrors } from './identity.ts';
import { importsErrors } from './imports.ts';
import { inventoryErrors } from './inventory.ts';
import { issuertopupsErrors } from './issuertopups.ts';
import { ledgerErrors } from './ledger.ts';
import { loyaltyErrors } from './loyalty.ts';
import { mealplansErrors } from './mealplans.ts';
import { membersErrors } from './members.ts';
import { merchantsErrors } from './merchants.ts';
import { migrationErrors } from './migration.ts';
import { notificationsErrors } from './notifications.ts';
import { onboardingErrors } from './onboarding.ts';
import { organizationsErrors } from './organizations.ts';
import { paymentsErrors } from './payments.ts';
import { privacyErrors } from './privacy.ts';
import { promotionsErrors } from './promotions.ts';
import { reconciliationErrors } from './reconciliation-words.ts';
import { redemptionsErrors } from './redemption-errors.ts';
import { reportsErrors } from './reports.ts';
import { reviewsErrors } from './review-words.ts';
import { salesErrors } from './sales.ts';
import { satisfactionErrors } from './satisfaction.ts';
import { settingsErrors } from './settings.ts';
import { settlementErrors } from './settlement.ts';
import { slipsErrors } from './slips.ts';
import { subsidiesErrors } from './subsidies.ts';
import { surveysErrors } from './surveys.ts';
import { terminalsErrors } from './terminals.ts';
import { ticketsErrors } from './tickets.ts';
import { venuesErrors } from './venues.ts';
import { walletsErrors } from './wallets.ts';

/** What every route can answer, whatever it declares. */
export const commonErrors = {
  'request.invalid': 400,
  'request.malformed': 400,
  'request.unauthenticated': 401,
  'request.forbidden': 403,
  'request.sign_in_unfinished': 403,
  'request.not_found': 404,
  'request.child_unknown': 404,
  'request.too_large': 413,
  'request.rate_limited': 429,
  'request.key_missing': 400,
  'request.key_malformed': 400,
  'request.key_reused': 409,
  'request.busy': 503,
  'request.unavailable': 503,
  'request.failed': 500,
} as const;

/** Every error code with its HTTP status. A code that is not here cannot be thrown: it does not compile. */
export const ERRORS = {
  ...commonErrors,
  ...auditErrors,
  ...backupErrors,
  ...cardsErrors,
  ...cardCareErrors,
  ...cardOrdersErrors,
  ...channelsErrors,
  ...fundingErrors,
  ...closuresErrors,
  ...identityErrors,
  ...importsErrors,
  ...ledgerErrors,
  ...membersErrors,
  ...onboardingErrors,
  ...notificationsErrors,
  ...organizationsErrors,
  ...paymentsErrors,
  ...privacyErrors,
  ...reconciliationErrors,
  ...salesErrors,
  ...settingsErrors,
  ...subsidiesErrors,
  ...terminalsErrors,
  ...walletsErrors,
  ...alertsErrors,
  ...slipsErrors,
  ...giftsErrors,
  ...promotionsErrors,
  ...disputesErrors,
  ...guardiansErrors,
  ...mealplansErrors,
  ...migrationErrors,
  ...anonymouscardsErrors,
  ...merchantsErrors,
  ...loyaltyErrors,
  ...redemptionsErrors,
  ...settlementErrors,
  ...catalogueErrors,
  ...checkoutsErrors,
  ...reportsErrors,
  ...reviewsErrors,
  ...faqErrors,
  ...giftcardsErrors,
  ...chatsErrors,
  ...depositsErrors,
  ...issuertopupsErrors,
  ...satisfactionErrors,
  ...surveysErrors,
  ...venuesErrors,
  ...inventoryErrors,
  ...eventsErrors,
  ...ticketsErrors,
} as const;
export type ErrorCode = keyof typeof ERRORS;

/** Ids, numbers and field names only; never prose, never a secret. */
export type ErrorParams = Readonly<Record<string, string | number | boolean | readonly { path: string; problem: string }[]>>;

/** A declared refusal. It leaves the server as `application/problem+json`; the client holds the words. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  readonly status: number;

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
    this.status = ERRORS[code];
  }
}

/** RFC 9457, with our `code` and `params`. */
export type Problem = { type: string; title: string; status: number; code: ErrorCode; params: ErrorParams; requestId?: string };
