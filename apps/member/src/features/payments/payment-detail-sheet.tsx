import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { exactTime, Money, mealWords, useNamed } from '@tessera/ui';
import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'react-router';
import { Blank, Chip, IconButton } from '../../shared/controls.tsx';
import { copyText } from '../../shared/copy-text.ts';
import { walletChange } from '../../shared/days.ts';
import { useChildShown } from '../../shared/family.ts';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import styles from './payment-detail-sheet.module.css';
import { useKnownPayment } from './use-payments.ts';

const ReviewAsk = lazy(() => import('../../shared/review-ask.tsx').then((all) => ({ default: all.ReviewAsk })));

/** Everything that is known of one movement. */
export function PaymentDetailSheet(props: { paymentId: string; onClose: () => void }) {
  const t = useTexts();
  const { payment, refunds } = useKnownPayment(props.paymentId);
  return (
    <Sheet title={payment ? t(`payment.${payment.kind}`) : t('records.title')} onClose={props.onClose} testId="payment-detail">
      {payment ? <Detail payment={payment} refunds={refunds} /> : <Blank icon="records" title={t('detail.unknown')} text={t('detail.unknownWhy')} />}
    </Sheet>
  );
}

function Detail(props: { payment: Payment; refunds: readonly Payment[] }) {
  const t = useTexts();
  const { payment } = props;
  const isOwn = useChildShown() === null;
  return (
    <>
      <div className={styles.top}>
        <span className={styles.amount} data-testid="detail-amount">
          <Money minor={walletChange(payment)} sign />
        </span>
        <span>{payment.merchantName ?? t(`credential.${payment.credential}`)}</span>
        {payment.refundedMinor > 0 ? (
          <Chip tone="warn" icon="refund" testId="detail-refunded">
            {payment.refundedMinor === payment.amountMinor
              ? t('records.refundedAll')
              : t('records.refunded', { amount: payment.refundedMinor / 100 })}
          </Chip>
        ) : null}
      </div>
      <dl className={styles.facts}>
        <Fact name={t('detail.time')}>{exactTime(payment.at)}</Fact>
        {payment.merchantName ? <Fact name={t('detail.shop')}>{payment.merchantName}</Fact> : null}
        {payment.terminalName ? <Fact name={t('detail.terminal')}>{payment.terminalName}</Fact> : null}
        <Fact name={t('detail.credential')}>{t(`credential.${payment.credential}`)}</Fact>
        <Fact name={t(PAYMENT_DIRECTIONS[payment.kind] === 'out' ? 'detail.from' : 'detail.into')}>
          <Legs payment={payment} />
        </Fact>
        {payment.balanceAfterMinor === null ? null : (
          <Fact name={t('detail.cashAfter')}>
            <Money minor={payment.balanceAfterMinor} />
          </Fact>
        )}
        {payment.reason ? <Fact name={t('detail.reason')}>{payment.reason}</Fact> : null}
        {props.refunds.map((refund) => (
          <Fact key={refund.id} name={t('payment.refund')}>
            {exactTime(refund.at)} <Money minor={refund.amountMinor} sign />
          </Fact>
        ))}
        {payment.originalId ? <NumberFact name={t('detail.original')} number={payment.originalId} /> : null}
        <NumberFact name={t('detail.number')} number={payment.id} />
      </dl>
      {isOwn && payment.kind === 'charge' && payment.merchantId ? (
        <Suspense fallback={null}>
          <ReviewAsk kind="payment" id={payment.id} />
        </Suspense>
      ) : null}
      {isOwn ? (
        <Link className={styles.wrong} to={`/disputes/new?payment=${payment.id}`} data-testid="detail-wrong">
          {t('detail.wrong')}
        </Link>
      ) : null}
    </>
  );
}

/** One line a purse, in the order in which it was drawn on. */
function Legs(props: { payment: Payment }) {
  const t = useTexts();
  const named = useNamed();
  const { kind, legs } = props.payment;
  return legs.map((leg) => (
    <span key={`${leg.name?.zh ?? ''}${leg.amountMinor}`} className={styles.leg} data-testid="payment-leg">
      {leg.name ? named(leg.name) : t('purse.cash')} <Money minor={walletChange({ kind, amountMinor: leg.amountMinor })} sign />
      {leg.meal ? <small>{mealWords(t, leg)}</small> : null}
    </span>
  ));
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** A number to be read out to someone or pasted somewhere. */
function NumberFact(props: { name: string; number: string }) {
  const t = useTexts();
  const toast = useToast();
  const copy = async () => {
    await copyText(props.number);
    toast(t('detail.copied'));
  };
  return (
    <div className={styles.fact}>
      <dt>{props.name}</dt>
      <dd className={styles.number}>
        <span>{props.number}</span>
        <IconButton icon="copy" label={t('detail.copy')} onClick={copy} testId="copy-number" />
      </dd>
    </div>
  );
}
