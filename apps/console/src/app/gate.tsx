import { lazy, Suspense } from 'react';
import { ErrorNotice } from '../shared/notices.tsx';
import { SessionProvider } from '../shared/session.tsx';
import { Shell } from './shell.tsx';
import { enterSession, useSessionQuery } from './use-session-query.ts';

const SignIn = lazy(() => import('../features/identity/sign-in.tsx').then((m) => ({ default: m.SignIn })));

/** Shows the back office to whoever is signed in, and the sign-in to everyone else; the address stays, so one lands where one wanted. */
export function Gate() {
  const session = useSessionQuery();
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
      <Suspense fallback={<div className="splash" />}>
        <SignIn onEnter={enterSession} />
      </Suspense>
    );
  }
  return (
    <SessionProvider value={session.data}>
      <Shell />
    </SessionProvider>
  );
}
