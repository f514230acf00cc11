import type { Payment } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Time } from '../../shared/status.tsx';
import type { Texts } from '../../shared/texts.ts';
import { BalanceAfter, PaymentKind, PaymentLink, placeOf, TakenAmount, WalletAmount } from './payment-cells.tsx';

type Columns = NonNullable<TableProps<Payment>['columns']>;

const none = <span className="quiet">—</span>;

/** Where and by what a payment was made, in two lines. */
function Place(props: { payment: Payment; fallback: string }) {
  const { merchantName, terminalName } = props.payment;
  if (!merchantName) return <span className="quiet">{props.fallback}</span>;
  return (
    <span className="two-lines">
      <span>{merchantName}</span>
      {terminalName && <small>{terminalName}</small>}
    </span>
  );
}

function time(t: Texts): Columns[number] {
  return {
    title: t('field.time'),
    key: 'at',
    render: (_, payment) => (
      <PaymentLink payment={payment}>
        <Time at={payment.at} />
      </PaymentLink>
    ),
  };
}

export function paymentColumns(t: Texts): Columns {
  const { at, kind, member, amount, refunded } = shared(t);
  return [
    at,
    kind,
    member,
    { title: t('field.place'), key: 'place', render: (_, payment) => <Place payment={payment} fallback={placeOf(t, payment)} /> },
    { title: t('field.credential'), key: 'credential', render: (_, payment) => t(`credential.${payment.credential}`) },
    amount,
    refunded,
  ];
}

/** The same on one merchant's page, where the merchant need not be said. */
export function merchantColumns(t: Texts): Columns {
  const { at, kind, member, amount, refunded } = shared(t);
  return [at, kind, member, { title: t('field.terminal'), key: 'terminal', render: (_, payment) => payment.terminalName ?? none }, amount, refunded];
}

function shared(t: Texts) {
  return {
    at: time(t),
    kind: { title: t('field.kind'), key: 'kind', render: (_, payment) => <PaymentKind kind={payment.kind} /> },
    member: {
      title: t('field.member'),
      key: 'member',
      render: (_, payment) => (
        <span className="two-lines">
          <span>{payment.memberName}</span>
          <small className="number">{payment.memberNumber}</small>
        </span>
      ),
    },
    amount: { title: t('field.amount'), key: 'amount', align: 'right', render: (_, payment) => <TakenAmount payment={payment} /> },
    refunded: {
      title: t('payments.refunded'),
      key: 'refunded',
      align: 'right',
      render: (_, payment) => (payment.refundedMinor > 0 ? <Money minor={payment.refundedMinor} /> : none),
    },
  } satisfies Record<string, Columns[number]>;
}

/** The same for one member: what it did to the wallet. */
export function walletColumns(t: Texts): Columns {
  return [
    time(t),
    { title: t('field.kind'), key: 'kind', render: (_, payment) => <PaymentKind kind={payment.kind} /> },
    { title: t('field.place'), key: 'place', render: (_, payment) => <Place payment={payment} fallback={placeOf(t, payment)} /> },
    { title: t('payments.walletChange'), key: 'amount', align: 'right', render: (_, payment) => <WalletAmount payment={payment} /> },
    { title: t('payments.balanceAfter'), key: 'after', align: 'right', render: (_, payment) => <BalanceAfter payment={payment} /> },
  ];
}
