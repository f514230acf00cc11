import type { TopUpTerms } from '@tessera/contract';
import { errorKey, Money, useSettings } from '@tessera/ui';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, PageHeader, Skeleton } from '../../shared/controls.tsx';
import { shortTime } from '../../shared/days.ts';
import { useOwnWallet } from '../../shared/queries.ts';
import { Row, RowGroup } from '../../shared/rows.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useNow } from '../../shared/use-now.ts';
import styles from './funding.module.css';
import { TopUpForm } from './top-up-form.tsx';
import { TopUpProgress } from './top-up-progress.tsx';
import { stateOf } from './top-up-state.ts';
import { useLatestTopUps, useTopUpTerms } from './use-top-up.ts';

/** Choose an amount and a channel; then what became of the order, which stands in the address, so that the channel's page leads back to it. */
export function TopUpPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const orderId = params.get('order');
  const show = (id: string) => setParams({ order: id });
  const back = () => (orderId ? setParams({}, { replace: true }) : navigate('/'));
  return (
    <main data-testid="top-up-page">
      <PageHeader title={t('topUp.title')} onBack={back} />
      {orderId ? (
        <TopUpProgress key={orderId} orderId={orderId} onAgain={() => setParams({}, { replace: true })} />
      ) : (
        <Choose wanted={params.get('amount') ?? ''} onOpened={show} />
      )}
    </main>
  );
}

/** `wanted`: what somebody lacks who was sent here, as a decimal. */
function Choose(props: { wanted: string; onOpened: (orderId: string) => void }) {
  const t = useTexts();
  const terms = useTopUpTerms();
  const wallet = useOwnWallet();
  if (terms.isPending) return <Skeleton height="20rem" />;
  if (!terms.data) {
    return (
      <Blank icon="offline" title={t('problem.notRead')} text={t(errorKey(terms.error))}>
        <Button onClick={() => terms.refetch()}>{t('action.retry')}</Button>
      </Blank>
    );
  }
  return (
    <>
      {wallet.data ? (
        <p className={styles.balance} data-testid="top-up-balance">
          {t('topUp.balance')} <Money minor={wallet.data.availableMinor} />
        </p>
      ) : null}
      {isOpen(terms.data) ? (
        <TopUpForm terms={terms.data} wanted={props.wanted} onOpened={props.onOpened} />
      ) : (
        <Blank icon="top_up" title={t('topUp.off')} text={t('topUp.offText')} testId="top-up-off" />
      )}
      <Latest onOpen={props.onOpened} />
    </>
  );
}

function isOpen({ isOffered, maxMinor, minMinor }: TopUpTerms): boolean {
  return isOffered && maxMinor >= minMinor;
}

function Latest(props: { onOpen: (orderId: string) => void }) {
  const t = useTexts();
  const { locale } = useSettings();
  const now = useNow(20_000);
  const latest = useLatestTopUps();
  if (!latest.data || latest.data.length === 0) return null;
  return (
    <section aria-labelledby="latest-top-ups">
      <h2 className={styles.heading} id="latest-top-ups">
        {t('topUp.recent')}
      </h2>
      <RowGroup>
        {latest.data.map((order) => (
          <Row
            key={order.id}
            title={<Money minor={order.amountMinor} />}
            note={shortTime(order.openedAt, locale, now)}
            aside={t(`topUpState.${stateOf(order)}`)}
            onClick={() => props.onOpen(order.id)}
            testId="top-up-row"
          />
        ))}
      </RowGroup>
    </section>
  );
}
