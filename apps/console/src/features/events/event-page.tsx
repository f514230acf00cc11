import type { WholeEvent } from '@tessera/contract';
import { Skeleton, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { DetailsTab } from './details-tab.tsx';
import { EventActs } from './event-acts.tsx';
import { EventStatus } from './event-words.tsx';
import { KindsTab } from './kinds-tab.tsx';
import { PROBLEM_TABS, ProblemsPanel } from './problems-panel.tsx';
import { QuestionsTab } from './questions-tab.tsx';
import { QuotasTab } from './quotas-tab.tsx';
import { SessionsTab } from './sessions-tab.tsx';
import { useEvent } from './use-events.ts';
import { WindowsTab } from './windows-tab.tsx';
import './events.css';

export const EVENT_TABS = ['details', 'sessions', 'kinds', 'quotas', 'windows', 'questions'] as const;
export type EventTab = (typeof EVENT_TABS)[number];

export function EventPage() {
  const t = useTexts();
  const eventId = readId<'event'>(useParams().eventId);
  if (!eventId) return <PageHeader title={t('nav.events')} note={t('ticketing.unknown')} />;
  return <OneEvent key={eventId} eventId={eventId} />;
}

/** One event: what it is, when, what it costs, how many there are, and when it is sold. */
function OneEvent({ eventId }: { eventId: WholeEvent['event']['eventId'] }) {
  const t = useTexts();
  const found = useEvent(eventId);
  if (!found.data) {
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton className="padded" active />;
  }
  const { event, problems } = found.data;
  return (
    <>
      <PageHeader
        title={event.title}
        badge={<EventStatus state={event.state} />}
        note={[t(`ticketing.kind.${event.kind}`), event.venueName ?? event.place, event.merchantName].filter(Boolean).join(' · ')}
        back={{ to: '/events', label: t('nav.events') }}
        actions={<EventActs whole={found.data} />}
      />
      <div className="stack">
        {event.cancelReason && <Panel>{t('ticketing.canceledBecause', { reason: event.cancelReason })}</Panel>}
        {problems.length > 0 && event.state !== 'canceled' && event.state !== 'ended' && <ProblemsPanel problems={problems} />}
        <EventTabs whole={found.data} />
      </div>
    </>
  );
}

function EventTabs({ whole }: { whole: WholeEvent }) {
  const t = useTexts();
  const can = useCan();
  const [search, setSearch] = useSearchParams();
  const asked = EVENT_TABS.find((tab) => tab === search.get('tab')) ?? 'details';
  const [shown, setShown] = useState<ReadonlySet<EventTab>>(new Set());
  const isOpen = can('events.write') && whole.event.state !== 'canceled';
  // What is written in a tab stays while another one is looked at; a new revision begins it anew.
  const of = { whole, isOpen };
  const key = whole.event.revision;
  const tabs: Readonly<Record<EventTab, ReactNode>> = {
    details: <DetailsTab key={key} {...of} />,
    sessions: <SessionsTab {...of} />,
    kinds: <KindsTab {...of} />,
    quotas: <QuotasTab key={key} {...of} />,
    windows: <WindowsTab key={key} {...of} />,
    questions: <QuestionsTab key={key} {...of} />,
  };
  const count = (tab: EventTab) => whole.problems.filter(({ code }) => PROBLEM_TABS[code] === tab).length;
  return (
    <Tabs
      className="event-tabs"
      activeKey={asked}
      onChange={(tab) => {
        setShown(new Set([...shown, asked]));
        setSearch(tab === 'details' ? {} : { tab });
      }}
      items={EVENT_TABS.map((tab) => ({
        key: tab,
        label: (
          <span data-testid={`event-tab-${tab}`}>
            {t(`ticketing.tab.${tab}`)}
            {whole.event.state === 'draft' && count(tab) > 0 && <span className="event-tab-count">{count(tab)}</span>}
          </span>
        ),
        children: tab === asked || shown.has(tab) ? tabs[tab] : null,
      }))}
    />
  );
}
