import type { Payment } from '@tessera/contract';
import { formatMoney } from '@tessera/kernel';
import { exactTime, Money } from '@tessera/ui';
import { type ReactNode, useState } from 'react';
import { useTerminal } from '../../link/terminal-session.tsx';
import { Icon } from '../../parts/icons.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import { useTexts } from '../../texts.ts';
import { useLegFacts } from './leg-facts.tsx';
import { RefundForm } from './refund-form.tsx';
import { openRefund, refundable } from './refund-order.ts';
import type { Refunding } from './use-refund.ts';

/** One sale, what was given back of it, and the way to give back more. */
export function SaleDetail(props: { payment: Payment; refunding: Refunding }) {
  const t = useTexts();
  const { payment, refunding } = props;
  const [form, setForm] = useState(false);
  const allowed = useTerminal().policy.refundsAllowed;
  const left = refundable(payment);
  const open = openRefund(payment.id);
  const canRefund = allowed && left > 0 && !open;
  useKeys({ Enter: () => setForm(true) }, canRefund && !form && refunding.state.step === 'idle');
  if (form && canRefund) {
    return (
      <RefundForm
        payment={payment}
        leftMinor={left}
        onCancel={() => setForm(false)}
        onConfirm={(amountMinor) => {
          setForm(false);
          refunding.start(payment, amountMinor);
        }}
      />
    );
  }
  return (
    <section className="detail" data-testid="sale-detail">
      <p className="detail-kind">{t(`payment.${payment.kind}`)}</p>
      <p className="detail-amount">
        {payment.kind === 'refund' && '−'}
        <Money minor={payment.amountMinor} />
      </p>
      <SaleFacts payment={payment} />
      {open && (
        <div className="detail-open" role="alert">
          <p>{t('refund.openText', { amount: formatMoney(open.amountMinor) })}</p>
          <button
            type="button"
            className="button button-primary"
            onClick={() => refunding.start(payment, open.amountMinor)}
            data-testid="refund-again"
          >
            {t('refund.again')}
          </button>
        </div>
      )}
      {canRefund && (
        <button type="button" className="button button-danger detail-refund" onClick={() => setForm(true)} data-testid="refund">
          <Icon name="undo" />
          {t('refund.act')}
        </button>
      )}
      {payment.kind === 'charge' && !allowed && <p className="detail-note">{t('refund.notAllowed')}</p>}
      {payment.kind === 'charge' && left === 0 && <p className="detail-note">{t('sales.refundedAllNote')}</p>}
    </section>
  );
}

function SaleFacts({ payment }: { payment: Payment }) {
  const t = useTexts();
  const legFacts = useLegFacts();
  return (
    <dl className="facts">
      <Fact label={t('result.holder')}>
        {payment.memberName} <span className="money">{payment.memberNumber}</span>
      </Fact>
      <Fact label={t('result.time')}>
        <span className="money">{exactTime(payment.at)}</span>
      </Fact>
      <Fact label={t('sales.credential')}>{t(`credential.${payment.credential}`)}</Fact>
      {legFacts(payment.legs).map(({ label, value }) => (
        <Fact key={label} label={label}>
          {value}
        </Fact>
      ))}
      {payment.balanceAfterMinor !== null && (
        <Fact label={t('result.balance')}>
          <Money minor={payment.balanceAfterMinor} />
        </Fact>
      )}
      {payment.kind === 'charge' && (
        <Fact label={t('sales.refunded')}>
          <Money minor={payment.refundedMinor} />
        </Fact>
      )}
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
