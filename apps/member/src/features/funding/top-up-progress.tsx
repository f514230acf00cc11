import type { OwnOrder } from '@tessera/contract';
import { errorKey, Money, useSettings } from '@tessera/ui';
import { Link } from 'react-router';
import { Button } from '../../shared/button.tsx';
import { Blank, Skeleton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { clockTime } from '../../shared/days.ts';
import { Icon } from '../../shared/icon.tsx';
import { QrCode } from '../../shared/qr-code.tsx';
import { useOwnWallet } from '../../shared/queries.ts';
import { useTexts } from '../../shared/texts.ts';
import tones from '../../shared/tones.module.css';
import { useNow } from '../../shared/use-now.ts';
import styles from './funding.module.css';
import { stateOf, type TopUpState } from './top-up-state.ts';
import { useCheckTopUp, useTopUpOrder, useTopUpTerms } from './use-top-up.ts';
import { useWithdrawalTerms } from './use-withdrawals.ts';

/** One order: how to pay it, and what became of it, by itself. */
export function TopUpProgress(props: { orderId: string; onAgain: () => void }) {
  const t = useTexts();
  const order = useTopUpOrder(props.orderId);
  const check = useCheckTopUp();
  const ask = () => order.data && check.mutate(order.data.id);
  if (order.data) {
    return (
      <div className={styles.progress} data-testid="top-up-progress" data-state={stateOf(order.data)}>
        <div role="status" aria-live="polite">
          <Outcome order={order.data} />
        </div>
        <Acts order={order.data} busy={check.isPending} onCheck={ask} onAgain={props.onAgain} />
        {check.isError ? (
          <p className={styles.problem} role="alert">
            {t(errorKey(check.error))}
          </p>
        ) : null}
        {check.isSuccess && isOpen(order.data) ? (
          <p className={styles.note} role="status" data-testid="top-up-asked">
            {t(ASKED[stateOf(order.data)] ?? 'topUp.askedUnpaid', { at: clockTime(check.submittedAt) })}
          </p>
        ) : null}
      </div>
    );
  }
  if (order.isError || order.fetchStatus === 'idle') {
    return (
      <Blank icon="top_up" title={t('topUp.notFound')} text={order.error ? t(errorKey(order.error)) : ''}>
        <Button onClick={props.onAgain}>{t('topUp.again')}</Button>
      </Blank>
    );
  }
  return <Skeleton height="16rem" />;
}

const OPEN: readonly OwnOrder['state'][] = ['created', 'pending', 'unknown'];
/** What the channel said when it was asked just now. */
const ASKED: Partial<Record<TopUpState, 'topUp.askedUnreached' | 'topUp.askedUnknown'>> = {
  unreached: 'topUp.askedUnreached',
  created: 'topUp.askedUnknown',
  unknown: 'topUp.askedUnknown',
};

function isOpen({ state }: OwnOrder): boolean {
  return OPEN.includes(state);
}

function Outcome({ order }: { order: OwnOrder }) {
  const t = useTexts();
  const amount = order.amountMinor / 100;
  switch (stateOf(order)) {
    case 'pending':
      return <Waiting order={order} />;
    case 'unreached':
      return <Said icon="offline" tone="warn" order={order} title={t('topUp.unreached')} text={t('topUp.unreachedText')} />;
    case 'created':
    case 'unknown':
      return <Said icon="refresh" tone="warn" order={order} title={t('topUp.checking')} text={t('topUp.checkingText')} />;
    case 'paid':
      return <Said icon="check" tone="good" order={order} title={t('topUp.done')} text={t('topUp.doneText', { amount })} />;
    case 'returned':
      return <Said icon="refund" tone="warn" order={order} title={t('topUp.back')} text={t('topUp.backText', { amount })} />;
    case 'failed':
      return <Said icon="close" tone="bad" order={order} title={t('topUp.failed')} text={t('topUp.endedText')} />;
    default:
      return <Said icon="close" tone="bad" order={order} title={t('topUp.ended')} text={t('topUp.endedText')} />;
  }
}

type SaidProps = {
  icon: 'check' | 'close' | 'offline' | 'refund' | 'refresh';
  tone: 'good' | 'bad' | 'warn';
  order: OwnOrder;
  title: string;
  text: string;
};

function Said(props: SaidProps) {
  const t = useTexts();
  const wallet = useOwnWallet();
  return (
    <div className={styles.said}>
      <span className={cx(styles.mark, tones[props.tone])}>
        <Icon name={props.icon} size="2.5rem" />
      </span>
      <h2>{props.title}</h2>
      <Money minor={props.order.amountMinor} className={styles.sum} />
      <p>{props.text}</p>
      {props.tone === 'good' ? <OnTop order={props.order} /> : null}
      {props.tone === 'good' && wallet.data ? (
        <p data-testid="top-up-new-balance">
          {t('topUp.newBalance')} <Money minor={wallet.data.availableMinor} />
        </p>
      ) : null}
    </div>
  );
}

/** What was given with it, which makes the balance more than the sum of the two. */
function OnTop({ order }: { order: OwnOrder }) {
  const t = useTexts();
  // A top-up bears the number of its order.
  const giftMinor = useWithdrawalTerms().data?.purse.lots.find(({ id }) => String(id) === String(order.id))?.giftMinor ?? 0;
  if (giftMinor === 0) return null;
  return (
    <p className={styles.gift} data-testid="top-up-on-top">
      {t('topUp.onTop', { gift: giftMinor / 100 })}
    </p>
  );
}

function Waiting({ order }: { order: OwnOrder }) {
  const t = useTexts();
  const channel = useChannelName(order);
  const { codeUrl, pageUrl } = order.instructions ?? {};
  return (
    <div className={styles.said}>
      <h2>{t('topUp.waiting')}</h2>
      <Money minor={order.amountMinor} className={styles.sum} />
      {codeUrl ? (
        <>
          <QrCode code={codeUrl} label={t('topUp.qr')} className={styles.qr} testId="top-up-qr" />
          <p>{t('topUp.scan', { channel })}</p>
        </>
      ) : null}
      {pageUrl || isPage(codeUrl) ? (
        <a className={codeUrl ? styles.link : styles.go} href={pageUrl ?? codeUrl} data-testid="top-up-page-link">
          {t('topUp.openPage', { channel })}
        </a>
      ) : null}
      <p className={styles.note}>{t('topUp.waitingText')}</p>
      <Left until={order.expiresAt} />
    </div>
  );
}

/** WeChat's codes are for its own scanner (`weixin://`); where one is a page, the browser can open it. */
function isPage(url: string | undefined): boolean {
  return url !== undefined && /^https?:/.test(url);
}

function useChannelName(order: OwnOrder): string {
  const { locale } = useSettings();
  const terms = useTopUpTerms();
  const name = terms.data?.channels.find(({ channel }) => channel === order.channel)?.name;
  return (locale === 'en' ? name?.en : name?.zh) ?? order.channel;
}

/** Read out once a minute would be too often: for the eyes only. */
function Left(props: { until: string }) {
  const t = useTexts();
  const seconds = Math.max(0, Math.round((new Date(props.until).getTime() - useNow(1_000)) / 1_000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p className={styles.note} aria-hidden="true">
      {t('topUp.left', { time })}
    </p>
  );
}

function Acts(props: { order: OwnOrder; busy: boolean; onCheck: () => void; onAgain: () => void }) {
  const t = useTexts();
  const state = stateOf(props.order);
  if (isOpen(props.order)) {
    const check = (
      <Button wide look="secondary" busy={props.busy} onClick={props.onCheck} data-testid="top-up-check">
        {t(state === 'pending' ? 'topUp.check' : 'topUp.checkNow')}
      </Button>
    );
    if (state !== 'unreached') return check;
    return (
      <div className={styles.acts}>
        <Button wide onClick={props.onAgain} data-testid="top-up-again">
          {t('topUp.again')}
        </Button>
        {check}
      </div>
    );
  }
  return (
    <div className={styles.acts}>
      <Button look={state === 'paid' ? 'secondary' : 'primary'} wide onClick={props.onAgain} data-testid="top-up-again">
        {t('topUp.again')}
      </Button>
      {state === 'paid' ? (
        <Link to="/" className={styles.go} data-testid="top-up-finish">
          {t('topUp.finish')}
        </Link>
      ) : null}
    </div>
  );
}
