import type { Permission } from '@tessera/contract';
import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject, useParams } from 'react-router';
import { useCan, useSession } from '../shared/session.tsx';
import { NoAccess, NotFound, PageFailed } from './dead-ends.tsx';
import { Gate } from './gate.tsx';
import { isKnownAddress } from './known-address.ts';
import { IMPORTING, navOf } from './nav.ts';
import { pages } from './pages.ts';

/** What a page asks for; of several rights, one is enough. */
type Asked = Permission | readonly Permission[];

function guarded(asked: Asked, load: () => Promise<ComponentType>) {
  return {
    lazy: async () => {
      const Page = await load();
      return {
        Component: () => {
          const can = useCan();
          const params = useParams();
          if (!isKnownAddress(params)) return <NotFound />;
          return [asked].flat().some((permission) => can(permission)) ? <Page /> : <NoAccess />;
        },
      };
    },
  };
}

function page(path: string, asked: Asked, load: () => Promise<ComponentType>): RouteObject {
  return { path, ...guarded(asked, load) };
}

/** The day's figures; whoever sees no payments begins at the first page that they may open. */
async function loadFirstPage() {
  const Today = await pages.today();
  return {
    Component: () => {
      const session = useSession();
      if (session.permissions.includes('payments.read')) return <Today />;
      const first = navOf(session)[0]?.items[0];
      return first ? <Navigate to={first.to} replace /> : <NoAccess />;
    },
  };
}

/** A payment's own address: it opens over the list. */
function PaymentLink() {
  const params = useParams();
  return isKnownAddress(params) ? <Navigate to={`/payments?payment=${params.paymentId ?? ''}`} replace /> : <NotFound />;
}

export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Gate,
      hydrateFallbackElement: <div className="splash" />,
      children: [
        {
          ErrorBoundary: PageFailed,
          children: [
            { index: true, lazy: loadFirstPage },
            page('members', 'members.read', pages.members),
            page('members/:memberId', 'members.read', pages.member),
            page('cards', 'cards.read', pages.cards),
            page('imports', IMPORTING, pages.imports),
            page('imports/:importId', IMPORTING, pages.import),
            page('cards/orders', 'cards.read', pages.cardOrders),
            page('cards/anonymous', 'anonymouscards.read', pages.anonymousCards),
            page('cards/batches', ['cards.print', 'cards.issue'], pages.cardBatches),
            page('merchants', 'organizations.read', pages.merchants),
            page('merchants/:organizationId', 'organizations.read', pages.merchant),
            page('merchant-applications', 'merchants.review', pages.applications),
            page('merchant-applications/:applicationId', 'merchants.review', pages.application),
            page('terminals', 'terminals.read', pages.terminals),
            page('issuers', 'organizations.read', pages.issuers),
            page('departments', 'departments.read', pages.departments),
            page('staff', 'staff.read', pages.staff),
            page('staff/:staffId', 'staff.read', pages.staffMember),
            page('roles', 'roles.read', pages.roles),
            page('payments', 'payments.read', pages.payments),
            page('disputes', 'disputes.read', pages.disputes),
            page('disputes/:disputeId', 'disputes.read', pages.dispute),
            page('chats', 'chats.answer', pages.chats),
            page('satisfaction', 'satisfaction.read', pages.satisfaction),
            page('surveys', 'surveys.read', pages.surveys),
            page('surveys/:surveyId', 'surveys.read', pages.survey),
            page('events', 'events.read', pages.events),
            page('events/:eventId', 'events.read', pages.event),
            page('events/:eventId/sessions/:eventSessionId', 'events.read', pages.allocations),
            page('venues', 'venues.read', pages.venues),
            page('venues/:venueId', 'venues.read', pages.venue),
            page('venues/:venueId/plans/:seatPlanId', 'venues.read', pages.seatPlan),
            page('venues/:venueId/plans/:seatPlanId/edit', 'venues.write', pages.planEditor),
            page('help', 'faq.write', pages.help),
            page('reviews', 'reviews.read', pages.reviews),
            page('quality', 'reviews.read', pages.quality),
            page('sales', 'payments.read', pages.sales),
            page('shifts', 'sales.readShifts', pages.shifts),
            page('cash-moves', 'sales.readShifts', pages.cashMoves),
            page('desk-cash', 'payments.topUp', pages.deskCash),
            page('migration', 'migration.read', pages.migration),
            page('guardians', 'guardians.read', pages.guardians),
            page('guardians/by-class', 'guardians.write', pages.classInvitations),
            page('slips', 'slips.read', pages.slips),
            page('statement', 'payments.read', pages.statement),
            { path: 'payments/:paymentId', Component: PaymentLink },
            page('withdrawals', 'funding.read', pages.withdrawals),
            page('closures', 'closures.read', pages.closures),
            page('closures/:closureRoundId', 'closures.read', pages.closureRound),
            page('campaigns', 'promotions.read', pages.campaigns),
            page('campaigns/:campaignId', 'promotions.read', pages.campaign),
            page('gift-cards', 'giftcards.read', pages.giftCards),
            page('gift-cards/kinds', 'giftcards.read', pages.giftCardKinds),
            page('gift-offers', 'gifts.read', pages.giftOffers),
            page('gift-offers/:giftOfferId', 'gifts.read', pages.giftOffer),
            page('alerts', 'alerts.read', pages.alerts),
            page('subsidies', 'subsidies.read', pages.subsidies),
            page('subsidies/:programmeId', 'subsidies.read', pages.subsidy),
            page('subsidies/rounds/:roundId', 'subsidies.read', pages.subsidyRound),
            page('reports', 'reports.read', pages.reports),
            page('reports/mail', 'reports.read', pages.reportMails),
            page('reports/members', 'reports.members', pages.segmentMembers),
            page('redemptions', 'redemptions.read', pages.redemptions),
            page('points', 'loyalty.read', pages.points),
            page('points/keys', 'loyalty.write', pages.issuerKeys),
            page('points/:pointsProgrammeId', 'loyalty.read', pages.pointsProgramme),
            page('points/rounds/:pointsRoundId', 'loyalty.read', pages.pointsRound),
            page('items', 'catalogue.read', pages.items),
            page('items/categories', 'catalogue.read', pages.itemCategories),
            page('items/:itemId', 'catalogue.read', pages.item),
            page('settlement', 'settlement.periods', pages.settlement),
            page('margin', 'settlement.periods', pages.margin),
            page('issuer-bills', 'settlement.read', pages.issuerBills),
            page('issuer-bills/:issuerBillId', 'settlement.read', pages.issuerBill),
            page('deposits', 'deposits.read', pages.deposits),
            page('deposits/:issuerId', 'deposits.read', pages.deposit),
            page('payables', 'settlement.read', pages.payables),
            page('payables/:payableId', 'settlement.read', pages.payable),
            page('takings', 'settlement.read', pages.takings),
            page('takings/:takingsStatementId', 'settlement.read', pages.takingsStatement),
            page('payouts', 'settlement.payouts', pages.payouts),
            page('payouts/batches', 'settlement.payouts', pages.payoutBatches),
            page('payouts/:payoutBatchId', 'settlement.payouts', pages.payoutBatch),
            page('meal-plans', 'mealplans.read', pages.mealPlans),
            page('meal-plans/:planId', 'mealplans.read', pages.mealPlan),
            page('meals', 'mealplans.read', pages.meals),
            page('reconciliation', 'reconciliation.read', pages.reconciliation),
            page('reconciliation/differences', 'reconciliation.read', pages.differences),
            page('reconciliation/:businessOn', 'reconciliation.read', pages.reconciliationDay),
            page('top-up', 'payments.topUp', pages.topUp),
            page('journal', 'ledger.read', pages.journal),
            page('journal/:lane/:page', 'ledger.read', pages.journalPage),
            page('trial-balance', 'ledger.read', pages.trialBalance),
            page('privacy', 'privacy.read', pages.notices),
            page('erasures', 'members.erase', pages.erasures),
            page('keys', 'security.write', pages.keys),
            page('settings', 'settings.read', pages.settings),
            page('backups', 'backup.read', pages.backups),
            page('announcements', 'announcements.write', pages.announcements),
            page('notices', 'self.notifications', pages.ownNotices),
            page('notices/settings', 'self.notifications', pages.noticeSettings),
            page('messages', 'notifications.read', pages.messages),
            page('audit', 'audit.read', pages.audit),
            page('audit/overview', 'audit.read', pages.auditOverview),
            page('audit/chain', 'audit.read', pages.auditChain),
            page('audit/faults', 'audit.read', pages.faults),
            page('security', 'session.security', pages.ownSecurity),
            page('channels', 'channels.read', pages.channels),
            page('channel-orders', 'channels.read', pages.channelOrders),
            page('providers', 'security.write', pages.providers),
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);
