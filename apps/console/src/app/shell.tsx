import { lazy, Suspense, useEffect, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { IncidentBanner } from '../features/notifications/incident-banner.tsx';
import { ConfirmProvider } from '../shared/confirm.tsx';
import { OnlineProvider } from '../shared/online.tsx';
import { useCan } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import { useOverlay } from '../shared/use-filters.ts';
import { Header } from './header.tsx';
import { Sider } from './sider.tsx';
import { useLiveFacts } from './use-live-facts.ts';

const loadPalette = () => import('./palette.tsx').then((m) => ({ default: m.Palette }));
const loadPaymentDrawer = () => import('../features/payments/payment-drawer.tsx').then((m) => ({ default: m.PaymentDrawer }));
const Palette = lazy(loadPalette);
const PaymentDrawer = lazy(loadPaymentDrawer);
/** What opens over any page is fetched once the page is there, so that it opens at once. */
const FETCH_AHEAD_MS = 1_500;
const SIDER_KEY = 'tessera.console.sider';

/** The frame of every page: head, navigation, offline banner, and what opens over any page. */
export function Shell() {
  const t = useTexts();
  const online = useLiveFacts();
  const can = useCan();
  const { pathname } = useLocation();
  const moving = useNavigation().state === 'loading';
  const payment = useOverlay('payment');
  const [narrow, setNarrow] = useState(() => localStorage.getItem(SIDER_KEY) === 'narrow');
  const [drawn, setDrawn] = useState(false);
  const [paletteOpen, setPaletteOpen] = usePaletteKey();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the navigation that was drawn over it
  useEffect(() => setDrawn(false), [pathname]);
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadPalette(), loadPaymentDrawer()]).catch(() => undefined), FETCH_AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
  const toggle = () => {
    if (matchMedia('(max-width: 767px)').matches) {
      setDrawn(!drawn);
      return;
    }
    localStorage.setItem(SIDER_KEY, narrow ? 'wide' : 'narrow');
    setNarrow(!narrow);
  };
  return (
    <OnlineProvider value={online}>
      <ConfirmProvider>
        <a className="skip" href="#main">
          {t('shell.skip')}
        </a>
        <div className={`shell ${narrow ? 'shell-narrow' : ''} ${drawn ? 'shell-drawn' : ''}`}>
          <Header onToggleSider={toggle} onSearch={() => setPaletteOpen(true)} />
          <Sider narrow={narrow && !drawn} />
          {drawn && <button type="button" className="shell-veil" aria-label={t('action.close')} onClick={() => setDrawn(false)} />}
          <main id="main" className="shell-main" tabIndex={-1} aria-busy={moving}>
            {!online && (
              <div className="offline" role="status" data-testid="offline">
                {t('state.offline')} {t('shell.offlineHint')}
              </div>
            )}
            <IncidentBanner />
            <Outlet />
          </main>
        </div>
        <Suspense fallback={null}>
          {paletteOpen && <Palette onClose={() => setPaletteOpen(false)} />}
          {payment.value && can('payments.read') && <PaymentDrawer paymentId={payment.value} onClose={payment.close} onOpen={payment.open} />}
        </Suspense>
        <ScrollRestoration />
      </ConfirmProvider>
    </OnlineProvider>
  );
}

/** Ctrl-K, or ⌘K, opens the search from anywhere. */
function usePaletteKey() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen((present) => !present);
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return [open, setOpen] as const;
}
