import type { EventSession, WholeEvent } from '@tessera/contract';
import { App, Button, Dropdown, type TableProps } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { SessionStatus } from './event-words.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { SessionDialog } from './session-dialog.tsx';
import { useCancelSession, usePauseSale, useRemoveSession, useStartSale } from './use-events.ts';

/** When it takes place. */
export function SessionsTab({ whole: { event }, isOpen }: { whole: WholeEvent; isOpen: boolean }) {
  const t = useTexts();
  const [edited, setEdited] = useState<EventSession | 'new' | null>(null);
  const { eventId } = event;
  const list = useKeyset<EventSession>({
    key: ['events', 'sessions', eventId],
    fetch: (paging, signal) => client.events.listEventSessions({ eventId, ...paging }, { signal }),
  });
  const add = isOpen && (
    <Button onClick={() => setEdited('new')} data-testid="session-add">
      {t('ticketing.sessionAdd')}
    </Button>
  );
  const acts = {
    title: '',
    key: 'acts',
    render: (_: unknown, session: EventSession) => (
      <Acts session={session} isOpen={isOpen} eventState={event.state} onEdit={() => setEdited(session)} />
    ),
  };
  return (
    <Panel flush title={t('ticketing.tab.sessions')} extra={add}>
      <KeysetTable<EventSession>
        list={list}
        columns={[...columns(t), acts]}
        rowKey={({ eventSessionId }) => eventSessionId}
        label={t('ticketing.tab.sessions')}
        empty={<EmptyState compact title={t('ticketing.noSessions')} hint={t('ticketing.noSessionsHint')} />}
        testId="sessions-table"
      />
      {edited !== null && <SessionDialog event={event} session={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<EventSession>['columns']> {
  return [
    {
      title: t('ticketing.startsAt'),
      key: 'starts',
      render: (_, { startsAt, endsAt, name }) => (
        <span className="two-lines">
          <span>
            <Time at={startsAt} exact /> – <Time at={endsAt} exact />
          </span>
          <small>{name}</small>
        </span>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, { state }) => <SessionStatus state={state} /> },
    {
      title: t('ticketing.plan'),
      key: 'plan',
      render: (_, { seatPlanId, planWords }) => (seatPlanId ? planWords : t('ticketing.noPlan')),
    },
    {
      title: t('ticketing.stops'),
      key: 'stops',
      render: (_, { stops }) => (stops.length > 0 ? `${stops[0]?.name} → ${stops.at(-1)?.name} (${stops.length})` : '—'),
    },
  ];
}

type Doing = { session: EventSession; isOpen: boolean; eventState: WholeEvent['event']['state']; onEdit: () => void };
function Acts({ session, isOpen, eventState, onEdit }: Doing) {
  const t = useTexts();
  const { message } = App.useApp();
  const [isCanceling, setCanceling] = useState(false);
  const [start, pause, cancel, remove] = [useStartSale(), usePauseSale(), useCancelSession(), useRemoveSession()];
  const { eventSessionId, state } = session;
  const tell = (done: Promise<unknown>) => void done.then(() => message.success(t('ticketing.saved'))).catch(() => undefined);
  const isPublished = eventState === 'published';
  const items = [
    state !== 'canceled' && { key: 'edit', label: t('ticketing.edit'), onClick: onEdit },
    isPublished &&
      (state === 'planned' || state === 'paused') && {
        key: 'start',
        label: t('ticketing.startSale'),
        onClick: () => tell(start.mutateAsync({ eventSessionId })),
      },
    state === 'on_sale' && { key: 'pause', label: t('ticketing.pauseSale'), onClick: () => tell(pause.mutateAsync({ eventSessionId })) },
    state === 'planned' && { key: 'remove', danger: true, label: t('ticketing.remove'), onClick: () => tell(remove.mutateAsync(eventSessionId)) },
    isPublished && state !== 'canceled' && { key: 'cancel', danger: true, label: t('ticketing.cancel'), onClick: () => setCanceling(true) },
  ].filter((item) => item !== false);
  return (
    <span className="row-acts">
      <Link to={`sessions/${eventSessionId}`} data-testid="session-allocations">
        {t('ticketing.allocations')}
      </Link>
      {isOpen && items.length > 0 && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button size="small" icon={<Icon name="down" size={14} />} data-testid="session-acts">
            {t('ticketing.acts')}
          </Button>
        </Dropdown>
      )}
      <ErrorNotice error={start.error ?? pause.error ?? remove.error} />
      {isCanceling && (
        <ReasonDialog
          title={t('ticketing.cancelSession')}
          note={t('ticketing.cancelSessionNote')}
          ok={t('ticketing.cancel')}
          error={cancel.error}
          isBusy={cancel.isPending}
          onClose={() => setCanceling(false)}
          onReason={(reason) => cancel.mutateAsync({ eventSessionId, reason })}
        />
      )}
    </span>
  );
}
