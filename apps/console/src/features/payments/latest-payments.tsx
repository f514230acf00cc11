import { useState } from 'react';
import { Link } from 'react-router';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { PaymentKind, PaymentLink, placeOf, TakenAmount } from './payment-cells.tsx';
import { LATEST_SHOWN, useLatestPayments } from './use-payments.ts';

/** Payments as they come. Rests while the pointer or the focus is on it, so that nothing moves under the hand. */
export function LatestPayments() {
  const t = useTexts();
  const latest = useLatestPayments(LATEST_SHOWN);
  const arriving = latest.data?.items ?? [];
  const [held, setHeld] = useState<typeof arriving | null>(null);
  const items = held ?? arriving;
  return (
    <Panel flush title={t('today.latest')} testId="latest-payments" extra={<Link to="/payments">{t('payments.all')}</Link>}>
      <ErrorNotice error={latest.error} onRetry={() => latest.refetch()} />
      <ul
        className="rows stream"
        onPointerEnter={() => setHeld(arriving)}
        onPointerLeave={() => setHeld(null)}
        onFocus={() => setHeld(items)}
        onBlur={() => setHeld(null)}
      >
        {items.map((payment) => (
          <li key={payment.id} className="stream-row">
            <PaymentKind kind={payment.kind} />
            <span className="two-lines grow">
              <PaymentLink payment={payment}>{payment.merchantName ?? placeOf(t, payment)}</PaymentLink>
              <small>
                {payment.memberName}
                {payment.terminalName ? ` · ${payment.terminalName}` : ''}
              </small>
            </span>
            <span className="two-lines stream-end">
              <TakenAmount payment={payment} />
              <small>
                <Time at={payment.at} />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
