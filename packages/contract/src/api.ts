import { alerts } from './alerts.ts';
import { anonymouscards } from './anonymouscards.ts';
import { audit } from './audit.ts';
import { backup } from './backup.ts';
import { cards } from './cards.ts';
import { catalogue } from './catalogue.ts';
import { channels } from './channels.ts';
import { chats } from './chats.ts';
import { checkouts } from './checkouts.ts';
import { closures } from './closures.ts';
import { deposits } from './deposits.ts';
import { disputes } from './disputes.ts';
import { events } from './events.ts';
import { faq } from './faq.ts';
import { funding } from './funding.ts';
import { giftcards } from './giftcards.ts';
import { gifts } from './gifts.ts';
import { guardians } from './guardians.ts';
import { identity } from './identity.ts';
import { imports } from './imports.ts';
import { issuertopups } from './issuertopups.ts';
import { ledger } from './ledger.ts';
import { loyalty } from './loyalty.ts';
import { mealplans } from './mealplans.ts';
import { members } from './members.ts';
import { merchants } from './merchants.ts';
import { migration } from './migration.ts';
import { notifications } from './notifications.ts';
import { onboarding } from './onboarding.ts';
import { organizations } from './organizations.ts';
import { payments } from './payments.ts';
import { privacy } from './privacy.ts';
import { promotions } from './promotions.ts';
import { recommendations } from './recommendations.ts';
import { reconciliation } from './reconciliation.ts';
import { redemptions } from './redemptions.ts';
import { reports } from './reports.ts';
import { reviews } from './reviews.ts';
import { sales } from './sales.ts';
import { satisfaction } from './satisfaction.ts';
import { settings } from './settings.ts';
import { settlement } from './settlement.ts';
import { slips } from './slips.ts';
import { subsidies } from './subsidies.ts';
import { surveys } from './surveys.ts';
import { terminals } from './terminals.ts';
import { tickets } from './tickets.ts';
import { venues } from './venues.ts';
import { wallets } from './wallets.ts';

/** The whole contract: module → use case → route. */
export const api = {
  audit,
  backup,
  cards,
  channels,
  funding,
  closures,
  identity,
  imports,
  ledger,
  members,
  onboarding,
  notifications,
  organizations,
  payments,
  privacy,
  reconciliation,
  sales,

  settings,
  subsidies,
  terminals,
  venues,
  events,
  wallets,
  alerts,
  slips,
  gifts,
  disputes,
  guardians,
  mealplans,
  migration,
  anonymouscards,
  merchants,
  loyalty,
  settlement,
  promotions,
  catalogue,
  redemptions,
  checkouts,
  reports,
  reviews,
  faq,
  giftcards,
  chats,
  deposits,
  issuertopups,
  recommendations,
  satisfaction,
  surveys,
  tickets,
};
export type Api = typeof api;
