import { exactTime, Mark, Money } from '@tessera/ui';
import { Button } from 'antd';
import { useRef } from 'react';
import { Icon } from '../../shared/icons.tsx';
import { useSession } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { TakenTopUp } from './use-top-up.ts';

export function TopUpDone(props: { taken: TakenTopUp; onNext: () => void }) {
  const t = useTexts();
  const next = useRef<HTMLButtonElement>(null);
  const { taken } = props;
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
          {t(taken.state === 'paid' ? 'topUp.done' : 'topUp.announced')} <Money minor={taken.amountMinor} />
        </h2>
        {taken.giftMinor > 0 && (
          <p data-testid="top-up-gift">
            {t('topUp.gift')} <Money minor={taken.giftMinor} />
          </p>
        )}
        <p>
          {taken.memberName} · {taken.balanceMinor !== null ? t('topUp.newBalance') : t('topUp.announcedNote')}{' '}
          {taken.balanceMinor !== null && <Money minor={taken.balanceMinor} />}
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
      <Slip taken={taken} />
    </>
  );
}

/** What the member takes home; the only thing that is printed. */
function Slip(props: { taken: TakenTopUp }) {
  const t = useTexts();
  const { user, staff } = useSession();
  const { taken } = props;
  const rows = [
    [t('field.member'), taken.memberName],
    [t('field.memberNumber'), taken.memberNumber],
    [t('field.time'), exactTime(taken.at)],
    [t('slip.cashier'), user.name],
    [t('topUp.kind'), t(`topUpKind.${taken.kind}`)],
    ...(taken.reference ? [[t('topUp.reference'), taken.reference] as const] : []),
    [t('payments.number'), taken.number],
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
            <Money minor={taken.amountMinor} />
          </dd>
        </div>
        {taken.balanceMinor !== null && (
          <div>
            <dt>{t('topUp.newBalance')}</dt>
            <dd>
              <Money minor={taken.balanceMinor} />
            </dd>
          </div>
        )}
      </dl>
      <p>{t(taken.state === 'paid' ? 'slip.keep' : 'topUp.announcedSlip')}</p>
    </article>
  );
}
