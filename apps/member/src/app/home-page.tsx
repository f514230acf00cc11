import type { Wallet } from '@tessera/contract';
import { errorKey, useSettings } from '@tessera/ui';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { useUnfreeze } from '../features/cards/use-cards.ts';
import { Bell } from '../features/notifications/bell.tsx';
import { PaymentDetailSheet } from '../features/payments/payment-detail-sheet.tsx';
import { PaymentRow, PaymentRowSkeletons } from '../features/payments/payment-row.tsx';
import { Purses } from '../features/wallets/purses.tsx';
import { Button } from '../shared/button.tsx';
import { Blank, Unseen } from '../shared/controls.tsx';
import { shortTime } from '../shared/days.ts';
import { useChildShown } from '../shared/family.ts';
import { Icon, type IconName } from '../shared/icon.tsx';
import { usePreferences } from '../shared/preferences.tsx';
import { RECENT_COUNT, useOwnCards, useOwnWallet, useRecentPayments } from '../shared/queries.ts';
import { RowGroup } from '../shared/rows.tsx';
import { useTexts } from '../shared/texts.ts';
import { useNow } from '../shared/use-now.ts';
import { useSheetParam } from '../shared/use-sheet-param.ts';
import { CardFace } from './card-face.tsx';
import styles from './home-page.module.css';

/** Fetched behind the first screen: most members have no plan, and no points. */
const OwnPlansCard = lazy(() => import('../features/mealplans/own-plans-card.tsx').then((all) => ({ default: all.OwnPlansCard })));
const OwnGiftCardsCard = lazy(() => import('../features/giftcards/own-gift-cards-card.tsx').then((all) => ({ default: all.OwnGiftCardsCard })));
const OwnPointsCard = lazy(() => import('../features/loyalty/own-points-card.tsx').then((all) => ({ default: all.OwnPointsCard })));

/** The card, the large Pay, four acts and what moved lately; in large type only the essentials. */
export function HomePage() {
  const t = useTexts();
  const { largeType } = usePreferences();
  const isOwn = useChildShown() === null;
  return (
    <main className={styles.home} data-testid="home-page">
      <header className={styles.top}>
        <h1>
          <Unseen>{t('tab.home')}</Unseen>
        </h1>
        <span aria-hidden="true">{t('brand.name')}</span>
        {isOwn ? <Bell /> : null}
      </header>
      <CardFace />
      <Frozen />
      {isOwn ? (
        <Link to="/pay" className={styles.pay} data-testid="home-pay">
          <Icon name="code" size="1.75rem" />
          {t('home.pay')}
        </Link>
      ) : null}
      <QuickActs simple={largeType} />
      <Suspense fallback={null}>
        <OwnPlansCard />
        <OwnPointsCard />
        {isOwn ? <OwnGiftCardsCard /> : null}
      </Suspense>
      <Purses />
      {largeType ? null : <Recent />}
    </main>
  );
}

/** The pay code or the wallet is frozen: said plainly, with the way out. */
function Frozen() {
  const t = useTexts();
  const cards = useOwnCards();
  const wallet = useOwnWallet();
  const unfreeze = useUnfreeze();
  const virtual = cards.data?.items.find((card) => card.kind === 'virtual' && card.status === 'frozen');
  const physical = cards.data?.items.filter((card) => card.kind === 'physical' && card.status === 'frozen') ?? [];
  if (wallet.data && wallet.data.status !== 'active') return <WalletStill status={wallet.data.status} />;
  if (!virtual && physical.length === 0) return null;
  return (
    <section className={styles.frozen} role="status" data-testid="home-frozen">
      <Icon name="freeze" />
      <div>
        <strong>{t(virtual ? 'home.codeFrozen' : 'home.cardFrozen', { tail: physical[0]?.tail ?? '' })}</strong>
        <span>{t('home.frozenSafe')}</span>
      </div>
      {virtual ? (
        <Button className={styles.thaw} busy={unfreeze.isPending} onClick={() => unfreeze.mutate(virtual.id)} data-testid="home-unfreeze">
          {t('cards.unfreeze')}
        </Button>
      ) : (
        <Link to="/cards" className={styles.see}>
          {t('home.seeCards')}
        </Link>
      )}
    </section>
  );
}

function WalletStill(props: { status: Exclude<Wallet['status'], 'active'> }) {
  const t = useTexts();
  return (
    <section className={styles.frozen} role="status" data-testid="wallet-inactive">
      <Icon name="lock" />
      <div>
        <strong>{t(`wallet.${props.status}`)}</strong>
        <span>{t('wallet.counter')}</span>
      </div>
    </section>
  );
}

type Act = { to: string; icon: IconName; name: 'topUp' | 'records' | 'limits' | 'loss' };
const ACTS: readonly Act[] = [
  { to: '/top-up', icon: 'top_up', name: 'topUp' },
  { to: '/records', icon: 'records', name: 'records' },
  { to: '/limits', icon: 'limits', name: 'limits' },
  { to: '/cards?report=', icon: 'freeze', name: 'loss' },
];

function QuickActs(props: { simple: boolean }) {
  const t = useTexts();
  const acts = props.simple ? ACTS.filter((act) => act.name === 'topUp' || act.name === 'loss') : ACTS;
  return (
    <nav className={props.simple ? styles.simpleActs : styles.acts} aria-label={t('home.acts')}>
      {acts.map((act) => (
        <Link key={act.name} to={act.to} className={styles.act} data-testid={`act-${act.name}`}>
          <span className={act.name === 'loss' ? styles.lossIcon : styles.actIcon}>
            <Icon name={act.icon} />
          </span>
          {t(`home.${act.name}`)}
        </Link>
      ))}
    </nav>
  );
}

/** The last movements; a new one appears on top by itself. */
function Recent() {
  const t = useTexts();
  const { locale } = useSettings();
  const recent = useRecentPayments();
  const detail = useSheetParam('payment');
  const now = useNow(20_000);
  const items = recent.data?.items ?? [];
  return (
    <section aria-labelledby="recent-title" data-testid="home-recent">
      <header className={styles.sectionHead}>
        <h2 id="recent-title">{t('home.recent')}</h2>
        <Link to="/records">
          {t('home.all')}
          <Icon name="next" size="1rem" />
        </Link>
      </header>
      <RowGroup>
        {recent.isPending ? <PaymentRowSkeletons count={3} /> : null}
        {recent.isError && !recent.data ? (
          <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(recent.error))}>
            <Button look="secondary" onClick={() => recent.refetch()}>
              {t('action.retry')}
            </Button>
          </Blank>
        ) : null}
        {recent.data && items.length === 0 ? <Blank icon="records" title={t('records.none')} text={t('records.noneWhy')} /> : null}
        {items.slice(0, RECENT_COUNT).map((payment) => (
          <PaymentRow key={payment.id} payment={payment} time={shortTime(payment.at, locale, now)} onOpen={detail.open} />
        ))}
      </RowGroup>
      {detail.value ? <PaymentDetailSheet paymentId={detail.value} onClose={detail.close} /> : null}
    </section>
  );
}
