import type { Member } from '@tessera/contract';
import { add, type Minor, toMinor, ZERO } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { useState } from 'react';
import { MemberSearch } from '../../shared/member-search.tsx';
import { PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { TopUpAmount } from './top-up-amount.tsx';
import { TopUpDone } from './top-up-done.tsx';
import { type TakenTopUp, useTopUpMember } from './use-top-up.ts';
import './top-up.css';

type Step = { at: 'find' } | { at: 'amount'; member: Member } | { at: 'done'; member: Member; taken: TakenTopUp };
const FILTERS = ['member'] as const;

/** Money over the counter: find the person, type the amount, confirm, print, next. Enter leads through all of it. */
export function TopUpPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const [chosen, setStep] = useState<Step>({ at: 'find' });
  const [done, setDone] = useState<TakenTopUp[]>([]);
  const linked = useTopUpMember(filters.get('member'));
  const step: Step = chosen.at === 'find' && linked.data && filters.active ? { at: 'amount', member: linked.data } : chosen;
  const again = () => {
    filters.clear();
    setStep({ at: 'find' });
  };
  return (
    <>
      <div className="no-print">
        <PageHeader title={t('nav.topUp')} note={t('topUp.note')} />
      </div>
      <div className="columns">
        <Panel className="top-up" testId="top-up">
          {step.at === 'find' && (
            <>
              <h2 className="step-title">{t('topUp.find')}</h2>
              <MemberSearch large autoFocus onChoose={(member) => setStep({ at: 'amount', member })} />
              <p className="fine step-hint">{t('topUp.findHint')}</p>
            </>
          )}
          {step.at === 'amount' && (
            <TopUpAmount
              key={step.member.id}
              member={step.member}
              onLeave={again}
              onDone={(taken) => {
                setDone((present) => [taken, ...present]);
                setStep({ at: 'done', member: step.member, taken });
              }}
            />
          )}
          {step.at === 'done' && <TopUpDone taken={step.taken} onNext={again} />}
        </Panel>
        <div className="no-print">
          <Session done={done} />
        </div>
      </div>
    </>
  );
}

/** What this window took in: the cash is to be compared with the drawer. */
function Session(props: { done: TakenTopUp[] }) {
  const t = useTexts();
  const cash = props.done.filter(({ kind }) => kind === 'cash');
  const total: Minor = cash.reduce((sum, taken) => add(sum, toMinor(taken.amountMinor)), ZERO);
  return (
    <Panel title={t('topUp.session')} flush testId="top-up-session">
      <div className="session-total">
        <Money minor={total} className="balance-figure" />
        <span className="quiet">{t('topUp.sessionCount', { count: cash.length })}</span>
      </div>
      <ul className="rows">
        {props.done.slice(0, 8).map((taken) => (
          <li key={taken.number}>
            <span className="two-lines grow">
              <span>{taken.memberName}</span>
              <small>
                {t(`topUpKind.${taken.kind}`)} · <Time at={taken.at} />
              </small>
            </span>
            <Money minor={taken.amountMinor} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
