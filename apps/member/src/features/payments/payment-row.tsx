import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { Money } from '@tessera/ui';
import { useArrivals } from '../../shared/arrivals.ts';
import { Skeleton } from '../../shared/controls.tsx';
import { cx } from '../../shared/cx.ts';
import { walletChange } from '../../shared/days.ts';
import { Icon, type IconName } from '../../shared/icon.tsx';
import { useTexts } from '../../shared/texts.ts';
import tones from '../../shared/tones.module.css';
import styles from './payment-row.module.css';

type Props = { payment: Payment; time: string; onOpen: (paymentId: string) => void };

/** One movement: where, what and when, and how much went out or came in. */
export function PaymentRow(props: Props) {
  const t = useTexts();
  const { fresh } = useArrivals();
  const { payment } = props;
  const change = walletChange(payment);
  return (
    <button
      type="button"
      className={cx(styles.row, fresh.has(payment.id) && styles.fresh)}
      onClick={() => props.onOpen(payment.id)}
      data-testid="payment-row"
      data-payment-id={payment.id}
      data-kind={payment.kind}
    >
      <span className={cx(styles.icon, change > 0 ? tones.good : tones.plain)}>
        <Icon name={iconOf(payment.kind)} size="1.375rem" />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{payment.merchantName ?? t(`payment.${payment.kind}`)}</span>
        <span className={styles.note}>
          {t(payment.merchantName ? `payment.${payment.kind}` : `credential.${payment.credential}`)} · {props.time}
        </span>
      </span>
      <span className={styles.sum}>
        <span className={cx(styles.amount, change > 0 && styles.amountIn)}>
          <Money minor={change} sign />
        </span>
        {payment.refundedMinor > 0 ? (
          <span className={styles.refunded}>
            {payment.refundedMinor === payment.amountMinor
              ? t('records.refundedAll')
              : t('records.refunded', { amount: payment.refundedMinor / 100 })}
          </span>
        ) : null}
      </span>
    </button>
  );
}

/** The places of rows that are being read. */
export function PaymentRowSkeletons(props: { count: number }) {
  return Array.from({ length: props.count }, (_, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the places are all alike and never move
    <div key={place} className={styles.row}>
      <Skeleton width="2.5rem" height="2.5rem" />
      <span className={styles.text}>
        <Skeleton width="55%" />
        <Skeleton width="35%" height="0.75em" />
      </span>
      <Skeleton width="4rem" />
    </div>
  ));
}

function iconOf(kind: Payment['kind']): IconName {
  if (kind === 'charge' || kind === 'refund') return kind;
  return PAYMENT_DIRECTIONS[kind] === 'in' ? 'top_up' : 'leave';
}
