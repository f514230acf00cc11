import { QueryClientProvider } from '@tanstack/react-query';
import { createQueryClient } from '@tessera/ui';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { useTone } from '../device/use-tone.ts';
import { AsideNotices } from '../features/payments/aside-notices.tsx';
import { ChargeProvider, useCharging } from '../features/payments/charge-context.tsx';
import { DirectProvider } from '../features/payments/direct-context.tsx';
import { DirectNotices } from '../features/payments/direct-notices.tsx';
import { readPending } from '../features/payments/pending-sales.ts';
import { SellPage } from '../features/payments/sell-page.tsx';
import { EnrolPage } from '../features/terminals/enrol-page.tsx';
import { IncidentNotice } from '../features/terminals/incident-notice.tsx';
import { OfficeNotices } from '../features/terminals/office-notices.tsx';
import { RevokedPage } from '../features/terminals/revoked-page.tsx';
import { TerminalSessionProvider, useTerminalSession } from '../link/terminal-session.tsx';
import { useTexts } from '../texts.ts';
import { TopBar } from './top-bar.tsx';

const SalesPage = lazy(() => import('../features/payments/sales-page.tsx').then((module) => ({ default: module.SalesPage })));
const TodayPage = lazy(() => import('../features/payments/today-page.tsx').then((module) => ({ default: module.TodayPage })));
const ShiftPage = lazy(() => import('../features/shifts/shift-page.tsx').then((module) => ({ default: module.ShiftPage })));
const SettingsPage = lazy(() => import('../features/terminals/settings-page.tsx').then((module) => ({ default: module.SettingsPage })));
const RedeemPage = lazy(() => import('../features/redemptions/redeem-page.tsx').then((module) => ({ default: module.RedeemPage })));
const OffersPage = lazy(() => import('../features/checkouts/offers-page.tsx').then((module) => ({ default: module.OffersPage })));
const CustomerDisplayPage = lazy(() =>
  import('../features/payments/customer-display-page.tsx').then((module) => ({ default: module.CustomerDisplayPage })),
);

export function App() {
  const t = useTexts();
  useEffect(() => {
    document.title = t('app.title');
  }, [t]);
  return (
    <Suspense fallback={<p className="page-wait">{t('state.loading')}</p>}>
      <Routes>
        <Route path="/display" element={<CustomerDisplayPage />} />
        <Route path="*" element={<Device />} />
      </Routes>
    </Suspense>
  );
}

/** Everything but the payer's screen: the device with its token and its line. */
function Device() {
  return (
    <TerminalSessionProvider>
      <DeviceScreens />
    </TerminalSessionProvider>
  );
}

function DeviceScreens() {
  const { phase, leave } = useTerminalSession();
  const { search } = useLocation();
  const [queries] = useState(() => createQueryClient({ onSignedOut: () => leave('revoked') }));
  return (
    <QueryClientProvider client={queries}>
      {phase === 'revoked' && <RevokedPage openSales={readPending().length} />}
      {phase === 'new' && (
        <Routes>
          <Route path="/enrol" element={<EnrolPage />} />
          <Route path="*" element={<Navigate to={{ pathname: '/enrol', search }} replace />} />
        </Routes>
      )}
      {phase === 'enrolled' && (
        <ChargeProvider>
          <DirectProvider>
            <Till />
          </DirectProvider>
        </ChargeProvider>
      )}
    </QueryClientProvider>
  );
}

function Till() {
  const t = useTexts();
  const tone = useTone();
  const isFree = useCharging().state.step === 'idle';
  return (
    <div className="till">
      <TopBar />
      <div className="notices">
        <IncidentNotice isFree={isFree} />
        <OfficeNotices onMessage={() => tone('attention')} />
        <AsideNotices />
        <DirectNotices />
      </div>
      <Suspense fallback={<p className="page-wait">{t('state.loading')}</p>}>
        <Routes>
          <Route path="/" element={<SellPage />} />
          <Route path="/sales" element={<SalesPage />} />
          <Route path="/today" element={<TodayPage />} />
          <Route path="/offers" element={<OffersPage />} />
          <Route path="/redeem" element={<RedeemPage />} />
          <Route path="/shift" element={<ShiftPage />} />
          <Route path="/settings" element={<SettingsPage />} />
          <Route path="*" element={<Navigate to="/" replace />} />
        </Routes>
      </Suspense>
    </div>
  );
}
