import type { EventSession } from '@tessera/contract';
import { exactTime } from '@tessera/ui';
import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { readId } from '../../shared/ids.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { PageHeader } from '../../shared/page.tsx';
import { useTexts } from '../../shared/texts.ts';
import { AllocationsForm } from './allocations-form.tsx';
import { SessionStatus } from './event-words.tsx';
import { useAllocations, useEvent } from './use-events.ts';
import './events.css';

export function AllocationsPage() {
  const t = useTexts();
  const { eventId, eventSessionId } = useParams();
  const [event, session] = [readId<'event'>(eventId), readId<'eventSession'>(eventSessionId)];
  if (!event || !session) return <PageHeader title={t('nav.events')} note={t('ticketing.unknown')} />;
  return <OneSession key={session} eventId={event} eventSessionId={session} />;
}

/** For whom seats of one session are kept, and which are not sold at all. */
function OneSession({ eventId, eventSessionId }: Pick<EventSession, 'eventId' | 'eventSessionId'>) {
  const t = useTexts();
  const [event, found] = [useEvent(eventId), useAllocations(eventSessionId)];
  if (!found.data || !event.data) {
    const error = found.error ?? event.error;
    return error ? <ErrorNotice error={error} onRetry={() => found.refetch()} /> : <Skeleton className="padded" active />;
  }
  const { session } = found.data;
  return (
    <>
      <PageHeader
        title={t('ticketing.allocations')}
        badge={<SessionStatus state={session.state} />}
        note={[exactTime(session.startsAt), session.name, session.planWords].filter(Boolean).join(' · ')}
        back={{ to: `/events/${eventId}?tab=sessions`, label: event.data.event.title }}
      />
      <AllocationsForm key={session.revision} kept={found.data} quotas={event.data.quotas} />
    </>
  );
}
