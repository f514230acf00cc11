import type { Session } from '@tessera/contract';
import { lazy, type ReactNode, Suspense } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { client, queryClient, SESSION_KEY } from '../shared/api.ts';
import { ErrorNotice } from '../shared/notices.tsx';
import { SessionProvider } from '../shared/session.tsx';
import { Shell } from './shell.tsx';
import { enterSession, useSessionQuery } from './use-session-query.ts';

const SignIn = lazy(() => import('../features/identity/sign-in.tsx').then((m) => ({ default: m.SignIn })));
const FinishSignIn = lazy(() => import('@tessera/ui/security/index.ts').then((m) => ({ default: m.FinishSignIn })));
const ProviderReturn = lazy(() => import('@tessera/ui/security/index.ts').then((m) => ({ default: m.ProviderReturn })));
const ApplyPage = lazy(() => import('../features/merchants/apply-page.tsx').then((m) => ({ default: m.ApplyPage })));
const StopReportPage = lazy(() => import('../features/reports/stop-report-page.tsx').then((m) => ({ default: m.StopReportPage })));
/** Open to everybody, signed in or not. */
const APPLY_PATH = '/apply';
const STOP_REPORT_PATH = '/stop-report';
const CALLBACK_PATH = '/sign-in/callback';

/** Shows the back office to whoever is signed in, and the sign-in to everyone else; the address stays, so one lands where one wanted. */
export function Gate() {
  const session = useSessionQuery();
  const { pathname } = useLocation();
  if (pathname === CALLBACK_PATH) return <Return />;
  if (pathname === APPLY_PATH) {
    return (
      <Later>
        <ApplyPage />
      </Later>
    );
  }
  if (pathname === STOP_REPORT_PATH) {
    return (
      <Later>
        <StopReportPage />
      </Later>
    );
  }
  if (session.isPending) return <div className="splash" aria-busy="true" />;
  if (session.isError) {
    return (
      <div className="splash">
        <ErrorNotice error={session.error} onRetry={() => session.refetch()} />
      </div>
    );
  }
  if (!session.data) {
    return (
      <Later>
        <SignIn onEnter={enterSession} />
      </Later>
    );
  }
  if (session.data.needs !== null) {
    return (
      <Later>
        <FinishSignIn client={client} session={session.data} place="desk" onEnter={enterSession} onLeave={forgetSession} />
      </Later>
    );
  }
  return (
    <SessionProvider value={session.data}>
      <Shell />
    </SessionProvider>
  );
}

function Later(props: { children: ReactNode }) {
  return <Suspense fallback={<div className="splash" />}>{props.children}</Suspense>;
}

/** Back from another system where the person signed in. */
function Return() {
  const navigate = useNavigate();
  const enter = (session: Session, returnTo: string) => {
    enterSession(session);
    void navigate(returnTo, { replace: true });
  };
  return (
    <Later>
      <ProviderReturn client={client} place="desk" onEnter={enter} onBack={() => void navigate('/', { replace: true })} />
    </Later>
  );
}

function forgetSession(): void {
  queryClient.setQueryData(SESSION_KEY, null);
}
