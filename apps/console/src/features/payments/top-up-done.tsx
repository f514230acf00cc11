import type { Payment } from '@tessera/contract';
import { exactTime, Mark, Money } from '@tessera/ui';
import { Button } from 'antd';
import { useRef } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { BalanceAfter } from './payment-cells.tsx';

export function TopUpDone(props: { payment: Payment; onNext: () => void }) {
  const t = useTexts();
  const next = useRef<HTMLButtonElement>(null);
  const { payment } = props;
  const printSlip = () => {
    print();
    next.current?.focus();
  };
  return (
    <>
      <div className="done no-print" role="status" data-testid="top-up-done">
        <span className="done-mark">
          <Icon name="check" size={28} />
        </span>
        <h2>
          {t('topUp.done')} <Money minor={payment.amountMinor} />
        </h2>
        <p>
          {payment.memberName} · {t('topUp.newBalance')} <BalanceAfter payment={payment} />
        </p>
        <div className="done-acts">
          <Button size="large" icon={<Icon name="print" />} onClick={printSlip} data-testid="print-slip">
            {t('topUp.print')}
          </Button>
          <Button ref={next} autoFocus size="large" type="primary" onClick={props.onNext} data-testid="top-up-again">
            {t('topUp.again')}
          </Button>
        </div>
      </div>
      <Slip payment={payment} />
    </>
  );
}

/** What the member takes home; the only thing that is printed. */
function Slip(props: { payment: Payment }) {
  const t = useTexts();
  const { user, staff } = useSession();
  const { payment } = props;
  const rows = [
    [t('field.member'), payment.memberName],
    [t('field.memberNumber'), payment.memberNumber],
    [t('field.time'), exactTime(payment.at)],
    [t('slip.cashier'), user.name],
    [t('payments.number'), payment.id],
  ] as const;
  return (
    <article className="slip" aria-label={t('slip.title')}>
      <header>
        <Mark size={22} />
        <strong>{staff?.organizationName ?? t('brand.name')}</strong>
      </header>
      <h3>{t('slip.title')}</h3>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div className="slip-amount">
          <dt>{t('payment.top_up')}</dt>
          <dd>
            <Money minor={payment.amountMinor} />
          </dd>
        </div>
        <div>
          <dt>{t('topUp.newBalance')}</dt>
          <dd>
            <BalanceAfter payment={payment} />
          </dd>
        </div>
      </dl>
      <p>{t('slip.keep')}</p>
    </article>
  );
}
