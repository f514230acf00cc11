import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { lazy, type ReactNode, Suspense } from 'react';
import { Navigate, NavLink, Route, Routes, useLocation } from 'react-router';
import { CardsPage } from '../features/cards/cards-page.tsx';
import { PayPage } from '../features/cards/pay-page.tsx';
import { usePayCodeSource } from '../features/cards/use-pay-code.ts';
import { MePage } from '../features/members/me-page.tsx';
import { IncidentBanner } from '../features/notifications/incident-banner.tsx';
import { RecordsPage } from '../features/payments/records-page.tsx';
import { NoticeOnArrival } from '../features/privacy/notice-sheet.tsx';
import { PrivacyPage } from '../features/privacy/privacy-page.tsx';
import { LimitsPage } from '../features/wallets/limits-page.tsx';
import { useArrival, useArrivals } from '../shared/arrivals.ts';
import { cx } from '../shared/cx.ts';
import { useChildShown } from '../shared/family.ts';
import { Icon, type IconName } from '../shared/icon.tsx';
import { useOwnCards, useOwnMember } from '../shared/queries.ts';
import { type Texts, useTexts } from '../shared/texts.ts';
import { useToast } from '../shared/toast.tsx';
import { useNetwork } from '../shared/use-network.ts';
import { FamilyBar } from './family-bar.tsx';
import { HomePage } from './home-page.tsx';
import styles from './shell.module.css';

/** Seldom opened, so fetched then. */
const SecurityPage = lazy(() => import('../features/identity/security-page.tsx').then((all) => ({ default: all.SecurityPage })));

const TopUpPage = lazy(() => import('../features/funding/top-up-page.tsx').then((all) => ({ default: all.TopUpPage })));
const WithdrawPage = lazy(() => import('../features/funding/withdraw-page.tsx').then((all) => ({ default: all.WithdrawPage })));
const HelpPage = lazy(() => import('../features/faq/help-page.tsx').then((all) => ({ default: all.HelpPage })));
const ChatPage = lazy(() => import('../features/chats/chat-page.tsx').then((all) => ({ default: all.ChatPage })));
const SurveysPages = lazy(() => import('../features/surveys/surveys-pages.tsx').then((all) => ({ default: all.SurveysPages })));
const ReviewsPages = lazy(() => import('../features/reviews/reviews-pages.tsx').then((all) => ({ default: all.ReviewsPages })));
const DisputesPages = lazy(() => import('../features/disputes/disputes-pages.tsx').then((all) => ({ default: all.DisputesPages })));
const MealplansPage = lazy(() => import('../features/mealplans/mealplans-page.tsx').then((all) => ({ default: all.MealplansPage })));
const CouponsPage = lazy(() => import('../features/promotions/coupons-page.tsx').then((all) => ({ default: all.CouponsPage })));
const GiftCardsPage = lazy(() => import('../features/giftcards/gift-cards-page.tsx').then((all) => ({ default: all.GiftCardsPage })));
const OffersPages = lazy(() => import('../features/catalogue/offers-pages.tsx').then((all) => ({ default: all.OffersPages })));
const EventsPages = lazy(() => import('../features/events/events-pages.tsx').then((all) => ({ default: all.EventsPages })));
const PointsPage = lazy(() => import('../features/loyalty/points-page.tsx').then((all) => ({ default: all.PointsPage })));
const RedemptionsPages = lazy(() => import('../features/redemptions/redemptions-pages.tsx').then((all) => ({ default: all.RedemptionsPages })));
const StatementPage = lazy(() => import('../features/payments/statement-page.tsx').then((all) => ({ default: all.StatementPage })));
const NoticesPage = lazy(() => import('../features/notifications/notices-page.tsx').then((all) => ({ default: all.NoticesPage })));
const NoticeSettingsPage = lazy(() =>
  import('../features/notifications/notice-settings-page.tsx').then((all) => ({ default: all.NoticeSettingsPage })),
);

const OwnGuardianLimits = lazy(() => import('../features/guardians/own-guardian-limits.tsx').then((all) => ({ default: all.OwnGuardianLimits })));
const FamilyPage = lazy(() => import('../features/guardians/family-page.tsx').then((all) => ({ default: all.FamilyPage })));
const ChildLimitsPage = lazy(() => import('../features/guardians/child-limits-page.tsx').then((all) => ({ default: all.ChildLimitsPage })));

function Later(props: { page: ReactNode }) {
  return <Suspense fallback={null}>{props.page}</Suspense>;
}

/** Not over the pay code: what is out of order with it is said there by itself. */
function IncidentLine() {
  const { pathname } = useLocation();
  return pathname === '/pay' ? null : <IncidentBanner />;
}

/** The signed-in app: the page, the five tabs, and news from the live stream. */
export function Shell() {
  // Read as soon as there is a network: the code, the name and the cards are then there when there is none.
  const childId = useChildShown();
  usePayCodeSource(childId === null);
  useOwnMember();
  useOwnCards();
  useArrivalToast();
  return (
    <div className={styles.shell}>
      <OfflineLine />
      <FamilyBar />
      <div className={styles.page}>
        <NoticeOnArrival />
        <IncidentLine />
        {childId === null ? <OwnPages /> : <ChildPages />}
      </div>
      <Tabs isChild={childId !== null} />
    </div>
  );
}

function OwnPages() {
  return (
    <Routes>
      <Route index element={<HomePage />} />
      <Route path="records" element={<RecordsPage />} />
      <Route path="pay" element={<PayPage />} />
      <Route path="cards" element={<CardsPage />} />
      <Route path="limits" element={<LimitsPage guardian={<Later page={<OwnGuardianLimits />} />} />} />
      <Route path="me" element={<MePage />} />
      <Route
        path="security"
        element={
          <Suspense fallback={null}>
            <SecurityPage />
          </Suspense>
        }
      />
      <Route path="notices" element={<Later page={<NoticesPage />} />} />
      <Route path="notices/settings" element={<Later page={<NoticeSettingsPage />} />} />
      <Route path="top-up" element={<Later page={<TopUpPage />} />} />
      <Route path="withdraw" element={<Later page={<WithdrawPage />} />} />
      <Route path="coupons" element={<Later page={<CouponsPage />} />} />
      <Route path="gift-cards" element={<Later page={<GiftCardsPage />} />} />
      <Route path="meals" element={<Later page={<MealplansPage />} />} />
      <Route path="points" element={<Later page={<PointsPage />} />} />
      <Route path="services/*" element={<Later page={<OffersPages />} />} />
      <Route path="events/*" element={<Later page={<EventsPages />} />} />
      <Route path="redemptions/*" element={<Later page={<RedemptionsPages />} />} />
      <Route path="statement" element={<Later page={<StatementPage />} />} />
      <Route path="help" element={<Later page={<HelpPage />} />} />
      <Route path="help/chat" element={<Later page={<ChatPage />} />} />
      <Route path="help/chat/:chatId" element={<Later page={<ChatPage />} />} />
      <Route path="surveys/*" element={<Later page={<SurveysPages />} />} />
      <Route path="reviews/*" element={<Later page={<ReviewsPages />} />} />
      <Route path="disputes/*" element={<Later page={<DisputesPages />} />} />
      <Route path="privacy" element={<PrivacyPage />} />
      <Route path="family" element={<Later page={<FamilyPage />} />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  );
}

/** Of a child’s purse what a guardian may see and do. */
function ChildPages() {
  return (
    <Routes>
      <Route index element={<HomePage />} />
      <Route path="points" element={<Later page={<PointsPage />} />} />
      <Route path="records" element={<RecordsPage />} />
      <Route path="cards" element={<CardsPage />} />
      <Route path="top-up" element={<Later page={<TopUpPage />} />} />
      <Route path="statement" element={<Later page={<StatementPage />} />} />
      <Route path="limits" element={<Later page={<ChildLimitsPage />} />} />
      <Route path="*" element={<Navigate to="/" replace />} />
    </Routes>
  );
}

type Tab = { to: string; icon: IconName; name: 'home' | 'records' | 'pay' | 'cards' | 'me' | 'limits' };
const TABS: readonly Tab[] = [
  { to: '/', icon: 'home', name: 'home' },
  { to: '/records', icon: 'records', name: 'records' },
  { to: '/pay', icon: 'code', name: 'pay' },
  { to: '/cards', icon: 'card', name: 'cards' },
  { to: '/me', icon: 'me', name: 'me' },
];

const CHILD_TABS: readonly Tab[] = [
  { to: '/', icon: 'home', name: 'home' },
  { to: '/records', icon: 'records', name: 'records' },
  { to: '/cards', icon: 'card', name: 'cards' },
  { to: '/limits', icon: 'limits', name: 'limits' },
];

function Tabs(props: { isChild: boolean }) {
  const t = useTexts();
  const tabs = props.isChild ? CHILD_TABS : TABS;
  return (
    <nav className={styles.tabs} aria-label={t('tab.all')}>
      <div className={styles.tabRow} style={{ gridTemplateColumns: `repeat(${tabs.length}, 1fr)` }}>
        {tabs.map((tab) => (
          <NavLink
            key={tab.to}
            to={tab.to}
            end={tab.to === '/'}
            className={cx(styles.tab, tab.name === 'pay' && styles.pay)}
            data-testid={`tab-${tab.name}`}
          >
            <span className={styles.tabIcon}>
              <Icon name={tab.icon} />
            </span>
            {tab.name === 'limits' ? t('family.limits') : t(`tab.${tab.name}`)}
          </NavLink>
        ))}
      </div>
    </nav>
  );
}

/** Only the pay page shows a whole screen; elsewhere a line tells what came in. */
function useArrivalToast() {
  const t = useTexts();
  const toast = useToast();
  const { pathname } = useLocation();
  useArrival((payment) => {
    if (pathname === '/pay' && payment.kind === 'charge') return;
    toast(arrivalText(t, payment));
  });
}

function arrivalText(t: Texts, { kind, amountMinor, merchantName }: Payment): string {
  const amount = amountMinor / 100;
  if (kind === 'charge' || kind === 'refund' || kind === 'top_up') return t(`arrival.${kind}`, { amount, place: merchantName ?? '' });
  return t(`arrival.${PAYMENT_DIRECTIONS[kind]}`, { amount, what: t(`payment.${kind}`) });
}

/** Says plainly that what is shown may be old. */
function OfflineLine() {
  const t = useTexts();
  const network = useNetwork();
  const { online } = useArrivals();
  const { pathname } = useLocation();
  if ((network && online) || pathname === '/pay') return null;
  return (
    <p className={styles.offline} role="status" data-testid="offline-line">
      <Icon name="offline" size="1.125rem" />
      {t('state.offline')}
    </p>
  );
}
