import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { subtract, toMinor } from '@tessera/kernel';
import { Money, mealWords, useNamed } from '@tessera/ui';
import { Button, Drawer, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { CopyButton } from '../../shared/copy-button.tsx';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BalanceAfter, PaymentKind, TakenAmount } from './payment-cells.tsx';
import { RefundForm } from './refund-form.tsx';
import { usePayment } from './use-payments.ts';

/** One payment over whatever page is open: what it is made of, what came back of it, and giving more of it back. */
export function PaymentDrawer(props: { paymentId: string; onClose: () => void; onOpen: (paymentId: string) => void }) {
  const t = useTexts();
  const paymentId = readId<'payment'>(props.paymentId);
  const query = usePayment(paymentId);
  return (
    <Drawer open title={t('payments.one')} size={460} onClose={props.onClose} data-testid="payment-drawer">
      {!paymentId && <EmptyState compact title={t('payments.unknown')} />}
      {query.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
      {query.data && <PaymentDetail key={paymentId} payment={query.data.payment} refunds={query.data.refunds} onOpen={props.onOpen} />}
    </Drawer>
  );
}

function PaymentDetail(props: { payment: Payment; refunds: Payment[]; onOpen: (paymentId: string) => void }) {
  const t = useTexts();
  const can = useCan();
  const [refunding, setRefunding] = useState(false);
  const { payment } = props;
  const leftMinor = subtract(toMinor(payment.amountMinor), toMinor(payment.refundedMinor));
  const refundable = payment.kind === 'charge' && leftMinor > 0 && can('payments.refund');
  return (
    <>
      <div className="payment-head">
        <PaymentKind kind={payment.kind} />
        <span className="payment-figure" data-testid="payment-amount">
          <TakenAmount payment={payment} />
        </span>
        <RefundState payment={payment} leftMinor={leftMinor} />
      </div>
      <Facts rows={usePaymentFacts(payment, props.onOpen)} />
      {props.refunds.length > 0 && <Refunds refunds={props.refunds} onOpen={props.onOpen} />}
      {refundable && !refunding && (
        <Button block danger className="refund-open" onClick={() => setRefunding(true)} data-testid="refund">
          {t('refund.open')}
        </Button>
      )}
      {can('disputes.write') && payment.memberId && (
        <Link className="payment-case" to={`/disputes?open=${payment.id}`} data-testid="dispute-payment">
          {t('disputes.forPayment')}
        </Link>
      )}
      {refundable && refunding && <RefundForm payment={payment} leftMinor={leftMinor} onClose={() => setRefunding(false)} />}
    </>
  );
}

function RefundState(props: { payment: Payment; leftMinor: number }) {
  const t = useTexts();
  if (props.payment.refundedMinor === 0) return <Status tone="good">{t('payments.done')}</Status>;
  return <Status tone="warn">{t(props.leftMinor > 0 ? 'payments.partlyRefunded' : 'payments.fullyRefunded')}</Status>;
}

/** From which purses it was paid, or into which it went. */
function Legs({ payment }: { payment: Payment }) {
  const t = useTexts();
  const named = useNamed();
  return (
    <span className="payment-legs" data-testid="payment-legs">
      {payment.legs.map((part) => (
        <span key={`${part.purse}${part.name?.zh ?? ''}${part.amountMinor}`}>
          {part.name ? named(part.name) : t('purse.cash')} · <Money minor={part.amountMinor} />
          {part.meal && <small className="quiet">{mealWords(t, part)}</small>}
        </span>
      ))}
    </span>
  );
}

function usePaymentFacts(payment: Payment, onOpen: (paymentId: string) => void): { label: string; value: ReactNode }[] {
  const t = useTexts();
  const can = useCan();
  const member = (
    <>
      {payment.memberName} <span className="quiet number">{payment.memberNumber}</span>
    </>
  );
  const rows: { label: string; value: ReactNode }[] = [
    { label: t('field.time'), value: <Time exact at={payment.at} /> },
    { label: t('field.member'), value: can('members.read') && payment.memberId ? <Link to={`/members/${payment.memberId}`}>{member}</Link> : member },
  ];
  if (payment.merchantName) {
    const merchant =
      can('organizations.read') && payment.merchantId ? (
        <Link to={`/merchants/${payment.merchantId}`}>{payment.merchantName}</Link>
      ) : (
        payment.merchantName
      );
    rows.push({ label: t('field.merchant'), value: merchant });
  }
  if (payment.terminalName) rows.push({ label: t('field.terminal'), value: payment.terminalName });
  const leg = PAYMENT_DIRECTIONS[payment.kind] === 'out' ? 'payments.paidFrom' : 'payments.paidInto';
  rows.push(
    { label: t('field.credential'), value: t(`credential.${payment.credential}`) },
    { label: t(leg), value: <Legs payment={payment} /> },
    { label: t('payments.balanceAfter'), value: <BalanceAfter payment={payment} /> },
  );
  if (payment.reason) rows.push({ label: t('payments.reason'), value: payment.reason });
  const { originalId } = payment;
  if (originalId) {
    rows.push({
      label: t('payments.original'),
      value: (
        <Button type="link" size="small" className="flush-link" onClick={() => onOpen(originalId)}>
          {t('payments.openOriginal')}
        </Button>
      ),
    });
  }
  rows.push({
    label: t('payments.number'),
    value: (
      <span className="payment-id">
        <span className="mono">{payment.id}</span>
        <CopyButton text={payment.id} label={t('payments.copyNumber')} />
      </span>
    ),
  });
  return rows;
}

function Refunds(props: { refunds: Payment[]; onOpen: (paymentId: string) => void }) {
  const t = useTexts();
  return (
    <section className="refunds">
      <h2>{t('payments.refunds')}</h2>
      <ul className="rows">
        {props.refunds.map((refund) => (
          <li key={refund.id}>
            <div className="two-lines grow">
              <button type="button" className="text-button" onClick={() => props.onOpen(refund.id)}>
                <Time at={refund.at} />
              </button>
              {refund.reason && <small>{refund.reason}</small>}
            </div>
            <TakenAmount payment={refund} />
          </li>
        ))}
      </ul>
    </section>
  );
}
