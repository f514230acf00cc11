import type { Story } from '../frame/stage.ts';
import { accessibility } from './accessibility.ts';
import { anonymousCards } from './anonymous-cards.ts';
import { audit } from './audit.ts';
import { backOffice } from './back-office.ts';
import { backups } from './backups.ts';
import { budget } from './budget.ts';
import { camera } from './camera.ts';
import { catalogue } from './catalogue.ts';
import { channelTopUp } from './channel-top-up.ts';
import { chats } from './chats.ts';
import { declines } from './declines.ts';
import { deskCode } from './desk-code.ts';
import { disputes } from './disputes.ts';
import { earning } from './earning.ts';
import { giftCards } from './gift-cards.ts';
import { gifts } from './gifts.ts';
import { guardians } from './guardians.ts';
import { importMembers } from './import-members.ts';
import { lostNetwork } from './lost-network.ts';
import { manyMembers } from './many-members.ts';
import { mealPlans } from './meal-plans.ts';
import { merchants } from './merchants.ts';
import { newCard } from './new-card.ts';
import { newcomerPays } from './newcomer-pays.ts';
import { notices } from './notices.ts';
import { offers } from './offers.ts';
import { oldCards } from './old-cards.ts';
import { ownData } from './own-records.ts';
import { payouts } from './payouts.ts';
import { phoneSignIn } from './phone-sign-in.ts';
import { points } from './points.ts';
import { promotions } from './promotions.ts';
import { reconciliation } from './reconciliation.ts';
import { redemptions } from './redemptions.ts';
import { refunds } from './refunds.ts';
import { reports } from './reports.ts';
import { restart } from './restart.ts';
import { seatPlans } from './seat-plans.ts';
import { secureSignIn } from './secure-sign-in.ts';
import { settlement } from './settlement.ts';
import { slips } from './slips.ts';
import { subsidies } from './subsidies.ts';
import { teams } from './teams.ts';
import { tillShift } from './till-shift.ts';
import { topUp } from './top-up.ts';
import { withdrawals } from './withdrawals.ts';

/** Played side by side, each lane on a product and a browser of its own; the stories of a lane one after another. */
export const LANES: readonly (readonly Story[])[] = [
  [
    ...newcomerPays,
    ...camera,
    ...declines,
    ...refunds,
    ...disputes,
    ...chats,
    ...slips,
    ...newCard,
    ...anonymousCards,
    ...topUp,
    ...withdrawals,
    ...subsidies,
    ...points,
    ...reports,
    ...seatPlans,
    ...earning,
    ...settlement,
    ...redemptions,
    ...payouts,
    ...catalogue,
    ...promotions,
    ...mealPlans,
    ...channelTopUp,
    ...reconciliation,
    ...guardians,
    ...oldCards,
    ...tillShift,
    ...gifts,
    ...giftCards,
    ...backOffice,
    ...importMembers,
  ],
  [
    ...accessibility,
    ...manyMembers,
    ...merchants,
    ...teams,
    ...audit,
    ...backups,
    ...ownData,
    ...notices,
    ...phoneSignIn,
    ...deskCode,
    ...secureSignIn,
    ...lostNetwork,
    ...offers,
  ],
];

/** Played when the lanes are done, since they measure times. */
export const ALONE: readonly Story[] = [...budget, ...restart];
