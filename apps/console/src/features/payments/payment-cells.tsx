import type { Payment } from '@tessera/contract';
import { negate, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import type { MouseEvent } from 'react';
import { Link, useLocation } from 'react-router';
import { Icon, type IconName } from '../../shared/icons.tsx';
import { useTexts } from '../../shared/texts.ts';
import './payments.css';

const ICONS = { charge: 'charge', refund: 'refund', top_up: 'incoming' } as const satisfies Record<Payment['kind'], IconName>;

export function PaymentKind(props: { kind: Payment['kind'] }) {
  const t = useTexts();
  return (
    <span className={`payment-kind payment-kind-${props.kind}`}>
      <Icon name={ICONS[props.kind]} size={14} />
      {t(`payment.${props.kind}`)}
    </span>
  );
}

/** Seen from the shop: a refund goes out. */
export function TakenAmount(props: { payment: Payment }) {
  const { kind, amountMinor } = props.payment;
  return <Money minor={kind === 'refund' ? negate(toMinor(amountMinor)) : amountMinor} />;
}

/** Seen from the wallet: a payment goes out, a refund and a top-up come in. */
export function WalletAmount(props: { payment: Payment }) {
  const { kind, amountMinor } = props.payment;
  return <Money sign className={kind === 'charge' ? '' : 'amount-in'} minor={kind === 'charge' ? negate(toMinor(amountMinor)) : amountMinor} />;
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
