import { businessDayOf } from '@tessera/kernel';
import { TIME_ZONE, useSettings } from '@tessera/ui';
import { Link } from 'react-router';
import { DayFigures, MerchantBars } from '../features/payments/day-totals.tsx';
import { LatestPayments } from '../features/payments/latest-payments.tsx';
import { LATEST_SHOWN, useLatestPayments } from '../features/payments/use-payments.ts';
import { TerminalsWaiting } from '../features/terminals/terminals-waiting.tsx';
import { Icon, type IconName } from '../shared/icons.tsx';
import { PageHeader, Panel } from '../shared/page.tsx';
import { useCan, useSession } from '../shared/session.tsx';
import { useTexts } from '../shared/texts.ts';
import './first-steps.css';

/** Is all well, how much, what waits for me. */
export function TodayPage() {
  const can = useCan();
  const ofOperator = useSession().staff?.organizationKind !== 'merchant';
  const none = useLatestPayments(LATEST_SHOWN).data?.items.length === 0;
  const t = useTexts();
  const { locale } = useSettings();
  const day = businessDayOf(new Date(), TIME_ZONE);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: TIME_ZONE }).format(new Date());
  return (
    <>
      <PageHeader title={t('nav.today')} note={<time dateTime={day}>{date}</time>} />
      <div className="stack">
        <DayFigures />
        {none ? (
          <FirstSteps />
        ) : (
          <div className="columns">
            <LatestPayments />
            <div className="stack">
              {can('terminals.read') && <TerminalsWaiting />}
              {ofOperator && <MerchantBars />}
            </div>
          </div>
        )}
      </div>
    </>
  );
}

/** A new installation has nothing to show, so it shows the way to the first payment. */
function FirstSteps() {
  const t = useTexts();
  const can = useCan();
  const steps: { to: string; icon: IconName; key: 'merchant' | 'terminal' | 'member' | 'topUp'; allowed: boolean }[] = [
    { to: '/merchants', icon: 'merchants', key: 'merchant', allowed: can('organizations.write') },
    { to: '/terminals', icon: 'terminals', key: 'terminal', allowed: can('terminals.write') },
    { to: '/members', icon: 'members', key: 'member', allowed: can('members.write') },
    { to: '/top-up', icon: 'topUp', key: 'topUp', allowed: can('payments.topUp') },
  ];
  return (
    <Panel title={t('first.title')} testId="first-steps">
      <p className="quiet first-note">{t(steps.some((step) => step.allowed) ? 'first.note' : 'first.noteReader')}</p>
      <ol className="first-steps">
        {steps
          .filter((step) => step.allowed)
          .map((step) => (
            <li key={step.key}>
              <Link to={step.to}>
                <Icon name={step.icon} size={22} />
                <strong>{t(`first.${step.key}`)}</strong>
                <span>{t(`first.${step.key}Note`)}</span>
              </Link>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
