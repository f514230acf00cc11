import type { Payable, Payout, PayoutBatch, PayoutDue } from '@tessera/contract';
import { Link, NavLink } from 'react-router';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import './payouts.css';

const BATCH_TONES: Record<PayoutBatch['state'], Tone> = { drafted: 'warn', released: 'brand', finished: 'good', cancelled: 'quiet' };
const TONES: Record<Payout['state'], Tone> = {
  drafted: 'warn',
  sent: 'brand',
  paid: 'good',
  refused: 'bad',
  returned: 'bad',
  dropped: 'quiet',
};

/** What is to be paid, and what was put together for the bank. */
export function PayoutTabs() {
  const t = useTexts();
  return (
    <nav className="page-tabs" aria-label={t('nav.payouts')}>
      <NavLink to="/payouts" end>
        {t('payout.due')}
      </NavLink>
      <NavLink to="/payouts/batches">{t('payout.batches')}</NavLink>
    </nav>
  );
}

export function BatchStateOf(props: { state: PayoutBatch['state'] }) {
  const t = useTexts();
  return <Status tone={BATCH_TONES[props.state]}>{t(`payoutBatchState.${props.state}`)}</Status>;
}

export function PayoutStateOf(props: { state: Payout['state'] }) {
  const t = useTexts();
  return <Status tone={TONES[props.state]}>{t(`payoutState.${props.state}`)}</Status>;
}

export function HoldOf(props: { hold: PayoutDue['hold'] }) {
  const t = useTexts();
  return props.hold === null ? <Status tone="good">{t('payout.taken')}</Status> : <Status tone="warn">{t(`payoutHold.${props.hold}`)}</Status>;
}

/** Of the account no more than its end. */
export function AccountOf(props: Pick<Payout, 'holder' | 'bank' | 'accountMasked'>) {
  const t = useTexts();
  if (props.accountMasked === '') return <span className="quiet">{t('payout.noAccount')}</span>;
  return (
    <span className="two-lines">
      {props.holder}
      <small className="number">
        {props.bank} {props.accountMasked}
      </small>
    </span>
  );
}

export function NameAt(props: { name: string | null; at: string | null }) {
  if (!props.name || !props.at) return '—';
  return (
    <>
      {props.name} · <Time at={props.at} />
    </>
  );
}

const PARTS_SHOWN = 4;

/** The statements that a sum is for: months of services, days of takings. */
export function PartsOf({ of }: { of: Pick<PayoutDue, 'payables' | 'takings'> }) {
  const parts = [
    ...of.payables.map(({ payableId, month }) => ({ id: payableId, to: `/payables/${payableId}`, text: month })),
    ...of.takings.map(({ takingsStatementId, firstOn, lastOn }) => ({
      id: takingsStatementId,
      to: `/takings/${takingsStatementId}`,
      text: firstOn === lastOn ? lastOn : `${firstOn} – ${lastOn}`,
    })),
  ];
  return (
    <span className="payout-parts">
      {parts.slice(0, PARTS_SHOWN).map(({ id, to, text }) => (
        <Link key={id} to={to}>
          {text}
        </Link>
      ))}
      {parts.length > PARTS_SHOWN && <small>+{parts.length - PARTS_SHOWN}</small>}
    </span>
  );
}

/** On a statement: whether its money is on the way or there, and if not, why. */
export function PayoutMark({ payout }: { payout: Payable['payout'] | undefined }) {
  const t = useTexts();
  if (!payout) return <span className="quiet">{t('payout.notYet')}</span>;
  return (
    <span className="two-lines">
      <PayoutStateOf state={payout.state} />
      <small>
        {payout.reason ?? (
          <>
            {payout.accountMasked} {payout.decidedAt && <Time at={payout.decidedAt} />}
          </>
        )}
      </small>
    </span>
  );
}
