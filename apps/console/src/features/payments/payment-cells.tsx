import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { negate, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import type { MouseEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { Icon, type IconName } from '../../shared/icons.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import './payments.css';

const iconOf = (kind: Payment['kind']): IconName => {
  if (kind === 'charge' || kind === 'refund') return kind;
  return PAYMENT_DIRECTIONS[kind] === 'in' ? 'incoming' : 'charge';
};

const ON_PHONE: readonly Payment['credential'][] = ['wechat', 'alipay', 'app'];

/** Where it was done, if it was at no shop. */
export function placeOf(t: Texts, { credential }: Payment): string {
  return t(ON_PHONE.includes(credential) ? 'place.phone' : 'credential.counter');
}

export function PaymentKind(props: { kind: Payment['kind'] }) {
  const t = useTexts();
  return (
    <span className={`payment-kind payment-kind-${props.kind}`}>
      <Icon name={iconOf(props.kind)} size={14} />
      {t(`payment.${props.kind}`)}
    </span>
  );
}

/** Seen from whoever takes: a refund goes out, and so does what leaves the wallets for no shop. */
export function TakenAmount(props: { payment: Payment }) {
  const { kind, amountMinor } = props.payment;
  const isGiven = kind === 'refund' || (kind !== 'charge' && PAYMENT_DIRECTIONS[kind] === 'out');
  return <Money minor={isGiven ? negate(toMinor(amountMinor)) : amountMinor} />;
}

/** Seen from the wallet: what goes out is negative. */
export function WalletAmount(props: { payment: Payment }) {
  const { kind, amountMinor } = props.payment;
  const isOut = PAYMENT_DIRECTIONS[kind] === 'out';
  return <Money sign className={isOut ? '' : 'amount-in'} minor={isOut ? negate(toMinor(amountMinor)) : amountMinor} />;
}

/** Of the cash purse, where it was touched. */
export function BalanceAfter(props: { payment: Payment }) {
  return props.payment.balanceAfterMinor === null ? <span className="quiet">—</span> : <Money minor={props.payment.balanceAfterMinor} />;
}

/** A link that opens the payment over the page that is shown. */
export function PaymentLink(props: { payment: Payment; children: React.ReactNode }) {
  const location = useLocation();
  const search = new URLSearchParams(location.search);
  search.set('payment', props.payment.id);
  return (
    <Link
      className="cell-link"
      to={{ pathname: location.pathname, search: search.toString() }}
      state={location.state}
      preventScrollReset
      onClick={(event: MouseEvent) => event.stopPropagation()}
      data-testid="payment-link"
    >
      {props.children}
    </Link>
  );
}
