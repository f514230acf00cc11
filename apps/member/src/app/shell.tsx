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
import { Icon, type IconName } from '../shared/icon.tsx';
import { useOwnCards, useOwnMember } from '../shared/queries.ts';
import { type Texts, useTexts } from '../shared/texts.ts';
import { useToast } from '../shared/toast.tsx';
import { useNetwork } from '../shared/use-network.ts';
import { HomePage } from './home-page.tsx';
import styles from './shell.module.css';

/** Seldom opened, so fetched then. */
const SecurityPage = lazy(() => import('../features/identity/security-page.tsx').then((all) => ({ default: all.SecurityPage })));

const TopUpPage = lazy(() => import('../features/funding/top-up-page.tsx').then((all) => ({ default: all.TopUpPage })));
const WithdrawPage = lazy(() => import('../features/funding/withdraw-page.tsx').then((all) => ({ default: all.WithdrawPage })));
const DisputesPages = lazy(() => import('../features/disputes/disputes-pages.tsx').then((all) => ({ default: all.DisputesPages })));
const StatementPage = lazy(() => import('../features/payments/statement-page.tsx').then((all) => ({ default: all.StatementPage })));
const NoticesPage = lazy(() => import('../features/notifications/notices-page.tsx').then((all) => ({ default: all.NoticesPage })));
const NoticeSettingsPage = lazy(() =>
  import('../features/notifications/notice-settings-page.tsx').then((all) => ({ default: all.NoticeSettingsPage })),
);

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
  usePayCodeSource();
  useOwnMember();
  useOwnCards();
  useArrivalToast();
  return (
    <div className={styles.shell}>
      <OfflineLine />
      <div className={styles.page}>
        <NoticeOnArrival />
        <IncidentLine />
        <Routes>
          <Route index element={<HomePage />} />
          <Route path="records" element={<RecordsPage />} />
          <Route path="pay" element={<PayPage />} />
          <Route path="cards" element={<CardsPage />} />
          <Route path="limits" element={<LimitsPage />} />
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
          <Route path="statement" element={<Later page={<StatementPage />} />} />
          <Route path="disputes/*" element={<Later page={<DisputesPages />} />} />
          <Route path="privacy" element={<PrivacyPage />} />
          <Route path="*" element={<Navigate to="/" replace />} />
        </Routes>
      </div>
      <Tabs />
    </div>
  );
}

const TABS: readonly { to: string; icon: IconName; name: 'home' | 'records' | 'pay' | 'cards' | 'me' }[] = [
  { to: '/', icon: 'home', name: 'home' },
  { to: '/records', icon: 'records', name: 'records' },
  { to: '/pay', icon: 'code', name: 'pay' },
  { to: '/cards', icon: 'card', name: 'cards' },
  { to: '/me', icon: 'me', name: 'me' },
];

function Tabs() {
  const t = useTexts();
  return (
    <nav className={styles.tabs} aria-label={t('tab.all')}>
      <div className={styles.tabRow}>
        {TABS.map((tab) => (
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
            {t(`tab.${tab.name}`)}
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
