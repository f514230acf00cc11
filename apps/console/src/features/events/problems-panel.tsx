import type { EventProblem, WholeEvent } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { Link } from 'react-router';
import { Panel } from '../../shared/page.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { EventTab } from './event-page.tsx';

/** Where each is mended. */
export const PROBLEM_TABS: Readonly<Record<EventProblem, EventTab>> = {
  place_missing: 'details',
  no_session: 'sessions',
  session_past: 'sessions',
  stops_missing: 'sessions',
  plan_unpublished: 'sessions',
  no_ticket_kind: 'kinds',
  price_missing: 'kinds',
  category_unknown: 'kinds',
  category_unpriced: 'kinds',
  part_retired: 'kinds',
  ladder_disordered: 'kinds',
  stock_missing: 'quotas',
  no_window: 'windows',
  window_over: 'windows',
  kind_without_window: 'windows',
};

/** What keeps it from being sold; each leads to its place. */
export function ProblemsPanel({ problems }: { problems: WholeEvent['problems'] }) {
  const t = useTexts();
  return (
    <Panel title={t('ticketing.problems', { count: problems.length })} testId="event-problems">
      <ul className="event-problems">
        {problems.map(({ code, at, startsAt }) => (
          <li key={`${code} ${at} ${startsAt}`}>
            <Status tone="warn">{t(`ticketing.problem.${code}`, { at: [at, startsAt && exactTime(startsAt)].filter(Boolean).join(' ') })}</Status>
            <Link to={`?tab=${PROBLEM_TABS[code]}`}>{t('ticketing.mend', { tab: t(`ticketing.tab.${PROBLEM_TABS[code]}`) })}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
