import type { Payment } from '@tessera/contract';
import { errorKey, Money, useNamed } from '@tessera/ui';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useArrival, useArrivals } from '../../shared/arrivals.ts';
import { Button } from '../../shared/button.tsx';
import { Blank, Chip, Skeleton, Unseen } from '../../shared/controls.tsx';
import { Icon } from '../../shared/icon.tsx';
import { usePreferences } from '../../shared/preferences.tsx';
import { useOwnCards, useOwnPurses, useOwnWallet } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import { useNetwork } from '../../shared/use-network.ts';
import { PayCodeCard } from './pay-code-card.tsx';
import styles from './pay-page.module.css';
import { PayResult } from './pay-result.tsx';
import { useUnfreeze } from './use-cards.ts';
import { usePayCodeSource } from './use-pay-code.ts';
import { useWakeLock } from './use-wake-lock.ts';

/** The code to be scanned; the result of the payment takes the whole screen by itself. */
export function PayPage() {
  const t = useTexts();
  const network = useNetwork();
  const { online } = useArrivals();
  const [result, setResult] = useState<Payment | null>(null);
  useArrival((payment) => {
    if (payment.kind === 'charge') setResult(payment);
  });
  useWakeLock();
  return (
    <main className={styles.page} data-ground="jade" data-testid="pay-page">
      <header className={styles.head}>
        <h1>{t('pay.title')}</h1>
        {network && online ? null : (
          <Chip tone="warn" icon="offline" testId="offline-badge">
            {t('pay.offline')}
          </Chip>
        )}
      </header>
      <PayBody paid={result?.id ?? null} />
      <PurseCard />
      {result ? <PayResult key={result.id} payment={result} onDone={() => setResult(null)} /> : null}
    </main>
  );
}

/** The code, or the plain reason why there is none and what to do. */
function PayBody(props: { paid: string | null }) {
  const t = useTexts();
  const source = usePayCodeSource();
  const wallet = useOwnWallet();
  const cards = useOwnCards();
  const frozen = cards.data?.items.find((card) => card.kind === 'virtual' && card.status === 'frozen');
  const refused = source.isError ? errorKey(source.error) : null;
  if (wallet.data && wallet.data.status !== 'active') {
    return (
      <Panel>
        <Blank bad icon="lock" title={t(`wallet.${wallet.data.status}`)} text={t('wallet.counter')} testId="wallet-inactive" />
      </Panel>
    );
  }
  if (frozen || refused === 'cards.not_active') return <FrozenPanel cardId={frozen?.id} />;
  if (source.data) return <PayCodeCard source={source.data} paid={props.paid} />;
  if (!refused && source.fetchStatus !== 'paused') return <CodeSkeleton />;
  const unreachable = refused === null || refused === 'request.unreachable';
  return (
    <Panel>
      <Blank
        icon={unreachable ? 'offline' : 'info'}
        title={t(unreachable ? 'pay.noCodeOffline' : 'pay.noCode')}
        text={t(unreachable ? 'pay.noCodeOfflineWhy' : refused)}
        testId="pay-unavailable"
      >
        <Button onClick={() => source.refetch()} busy={source.isFetching}>
          {t('action.retry')}
        </Button>
      </Blank>
    </Panel>
  );
}

function Panel(props: { children: React.ReactNode }) {
  return <section className={styles.panel}>{props.children}</section>;
}

function FrozenPanel(props: { cardId: Parameters<ReturnType<typeof useUnfreeze>['mutate']>[0] | undefined }) {
  const t = useTexts();
  const navigate = useNavigate();
  const unfreeze = useUnfreeze();
  const { cardId } = props;
  return (
    <Panel>
      <Blank bad icon="freeze" title={t('pay.frozen')} text={t('pay.frozenWhy')} testId="pay-frozen">
        <Button busy={unfreeze.isPending} onClick={() => (cardId ? unfreeze.mutate(cardId) : navigate('/cards'))} data-testid="unfreeze">
          {t('cards.unfreeze')}
        </Button>
      </Blank>
    </Panel>
  );
}

function CodeSkeleton() {
  const t = useTexts();
  return (
    <section className={styles.code} aria-busy="true" aria-label={t('state.loading')}>
      <Skeleton height="84px" />
      <Skeleton height="20px" width="60%" />
      <Skeleton height="200px" width="200px" />
      <Skeleton height="48px" />
    </section>
  );
}

/** What is paid from, in the order in which it is drawn. */
function PurseCard() {
  const t = useTexts();
  const named = useNamed();
  const wallet = useOwnWallet();
  const purses = useOwnPurses().data ?? [];
  const { balanceShown, change } = usePreferences();
  const floor = wallet.data?.limits.noPinFloorMinor;
  return (
    <section className={styles.purse} data-testid="pay-purse">
      {purses.map((purse) => (
        <p key={purse.id} className={styles.subsidy} data-testid="pay-subsidy">
          <span>{named(purse.name)}</span>
          <span>{balanceShown ? <Money minor={purse.balanceMinor} /> : '••••'}</span>
        </p>
      ))}
      <div className={styles.purseText}>
        <span className={styles.purseName}>{t('purse.cash')}</span>
        <span className={styles.floor}>
          {wallet.data?.pin === 'unset' ? (
            <Link to="/limits">{t('pay.pinUnset')}</Link>
          ) : floor === undefined ? null : (
            t('pay.floor', { amount: floor / 100 })
          )}
        </span>
      </div>
      <button type="button" className={styles.balance} onClick={() => change('balanceShown', !balanceShown)}>
        {wallet.data ? balanceShown ? <Money minor={wallet.data.availableMinor} /> : '••••••' : <Skeleton width="5rem" />}
        <Icon name={balanceShown ? 'eyeOff' : 'eye'} size="1.125rem" />
        <Unseen>{t(balanceShown ? 'home.hideBalance' : 'home.showBalance')}</Unseen>
      </button>
    </section>
  );
}
