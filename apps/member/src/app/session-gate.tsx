import { useQueryClient } from '@tanstack/react-query';
import type { Session } from '@tessera/contract';
import { Mark } from '@tessera/ui';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { SignInPage } from '../features/identity/sign-in-page.tsx';
import { Button } from '../shared/button.tsx';
import { client } from '../shared/client.ts';
import { Blank } from '../shared/controls.tsx';
import { useChildShown } from '../shared/family.ts';
import { enterSession, keys, useSessionQuery } from '../shared/queries.ts';
import { useTexts } from '../shared/texts.ts';
import { LiveProvider } from './live-provider.tsx';
import styles from './session-gate.module.css';
import { Shell } from './shell.tsx';

const FinishSignIn = lazy(() => import('@tessera/ui/security/index.ts').then((all) => ({ default: all.FinishSignIn })));
const ProviderReturn = lazy(() => import('@tessera/ui/security/index.ts').then((all) => ({ default: all.ProviderReturn })));
const StatusPage = lazy(() => import('../features/notifications/status-page.tsx').then((all) => ({ default: all.StatusPage })));
const GiftCardPage = lazy(() => import('../features/giftcards/gift-card-page.tsx').then((all) => ({ default: all.GiftCardPage })));
const AcceptInvitationPage = lazy(() =>
  import('../features/guardians/accept-invitation-page.tsx').then((all) => ({ default: all.AcceptInvitationPage })),
);
/** For everybody, signed in or not. */
const STATUS_PATH = '/status';
/** For whoever was given the code of a gift card, signed in or not; the code stands behind the `#`, which no server sees. */
const GIFT_CARD_PATH = '/gift-card';
/** For whoever was invited as a guardian, signed in or not. */
const INVITED_PATH = '/family/accept';
const CALLBACK_PATH = '/sign-in/callback';

/** How often to try again by ourselves while the server cannot be reached. */
const RETRY_MS = 5_000;

/** Who is signed in decides what is shown; the address stays, so that signing in leads back to where one was. */
export function SessionGate() {
  const session = useSessionQuery();
  const queries = useQueryClient();
  const { pathname } = useLocation();
  const enter = (entered: Session) => enterSession(queries, entered);
  if (pathname === STATUS_PATH)
    return (
      <Later>
        <StatusPage />
      </Later>
    );
  if (pathname === GIFT_CARD_PATH)
    return (
      <Later>
        <GiftCardPage />
      </Later>
    );
  if (pathname === INVITED_PATH)
    return (
      <Later>
        <AcceptInvitationPage onEnter={enter} />
      </Later>
    );
  if (pathname === CALLBACK_PATH) return <Return onEnter={enter} />;
  if (session.data && session.data.needs !== null) {
    return (
      <Later>
        <FinishSignIn client={client} session={session.data} place="phone" onEnter={enter} onLeave={() => queries.setQueryData(keys.session, null)} />
      </Later>
    );
  }
  if (session.data) {
    return <PurseInView />;
  }
  if (session.data === null) return <SignInPage expired={queries.getQueryData(keys.expired) === true} />;
  if (session.isError || session.failureCount > 0 || session.fetchStatus === 'paused')
    return <Unreachable onRetry={() => session.refetch()} busy={session.fetchStatus === 'fetching'} />;
  return <Splash />;
}

/** Begun anew for each purse: nothing of another one stays on the screen. */
function PurseInView() {
  const childId = useChildShown();
  return (
    <LiveProvider key={childId ?? 'own'}>
      <Shell />
    </LiveProvider>
  );
}

function Splash() {
  return (
    <main className={styles.splash} aria-busy="true">
      <Mark size={72} />
    </main>
  );
}

/** What is fetched when it is needed: most people open the app signed in. */
function Later(props: { children: ReactNode }) {
  return <Suspense fallback={<Splash />}>{props.children}</Suspense>;
}

/** Back from another system where the person signed in. */
function Return(props: { onEnter: (session: Session) => void }) {
  const navigate = useNavigate();
  const { onEnter } = props;
  return (
    <Later>
      <ProviderReturn
        client={client}
        place="phone"
        onEnter={(session, returnTo) => {
          onEnter(session);
          void navigate(returnTo, { replace: true });
        }}
        onBack={() => void navigate('/', { replace: true })}
      />
    </Later>
  );
}

/** The app opened without a network. */
function Unreachable(props: { onRetry: () => void; busy: boolean }) {
  const t = useTexts();
  const { onRetry } = props;
  useEffect(() => {
    const timer = setInterval(onRetry, RETRY_MS);
    addEventListener('online', onRetry);
    return () => {
      clearInterval(timer);
      removeEventListener('online', onRetry);
    };
  }, [onRetry]);
  return (
    <main className={styles.splash} data-testid="offline-page">
      <Mark size={56} />
      <Blank icon="offline" title={t('offline.title')} text={t('offline.text')}>
        <Button onClick={onRetry} busy={props.busy}>
          {t('action.retry')}
        </Button>
      </Blank>
    </main>
  );
}
