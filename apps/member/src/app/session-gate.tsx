import { useQueryClient } from '@tanstack/react-query';
import { Mark } from '@tessera/ui';
import { useEffect } from 'react';
import { SignInPage } from '../features/identity/sign-in-page.tsx';
import { Button } from '../shared/button.tsx';
import { Blank } from '../shared/controls.tsx';
import { keys, useSessionQuery } from '../shared/queries.ts';
import { useTexts } from '../shared/texts.ts';
import { LiveProvider } from './live-provider.tsx';
import styles from './session-gate.module.css';
import { Shell } from './shell.tsx';

/** How often to try again by ourselves while the server cannot be reached. */
const RETRY_MS = 5_000;

/** Who is signed in decides what is shown; the address stays, so that signing in leads back to where one was. */
export function SessionGate() {
  const session = useSessionQuery();
  const queries = useQueryClient();
  if (session.data) {
    return (
      <LiveProvider>
        <Shell />
      </LiveProvider>
    );
  }
  if (session.data === null) return <SignInPage expired={queries.getQueryData(keys.expired) === true} />;
  if (session.isError || session.failureCount > 0 || session.fetchStatus === 'paused')
    return <Unreachable onRetry={() => session.refetch()} busy={session.fetchStatus === 'fetching'} />;
  return (
    <main className={styles.splash} aria-busy="true">
      <Mark size={72} />
    </main>
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
