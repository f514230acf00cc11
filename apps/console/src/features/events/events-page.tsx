import { EVENT_KINDS, EVENT_STATES, type EventHead } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../shared/api.ts';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { CreateEventDialog } from './create-event-dialog.tsx';
import { EventStatus } from './event-words.tsx';
import './events.css';

const FILTERS = ['q', 'merchant', 'kind', 'state'] as const;

/** What organizers offer. */
export function EventsPage() {
  const t = useTexts();
  const can = useCan();
  const go = useNavigate();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const [adding, setAdding] = useState(false);
  const filters = useFilters(FILTERS);
  const query = {
    q: filters.get('q'),
    merchantId: readId<'organization'>(filters.get('merchant')),
    kind: filters.pick('kind', EVENT_KINDS),
    state: filters.pick('state', EVENT_STATES),
  };
  const list = useKeyset<EventHead>({
    key: ['events', 'list', query],
    fetch: (paging, signal) => client.events.listEvents({ ...query, ...paging }, { signal }),
  });
  const add = can('events.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setAdding(true)} data-testid="create-event">
      {t('ticketing.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.events')} note={t('ticketing.note')} actions={add} />
      <Panel flush>
        <EventFilters filters={filters} />
        <KeysetTable<EventHead>
          list={list}
          columns={columns(t).filter(({ key }) => !isMerchant || key !== 'merchant')}
          rowKey={({ eventId }) => eventId}
          label={t('nav.events')}
          onOpen={({ eventId }) => go(`/events/${eventId}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('ticketing.empty')} hint={t('ticketing.emptyHint')} action={add} />
            )
          }
          testId="events-table"
        />
      </Panel>
      {adding && <CreateEventDialog onClose={() => setAdding(false)} onCreated={(eventId) => go(`/events/${eventId}`)} />}
    </>
  );
}

function EventFilters({ filters }: { filters: Filters }) {
  const t = useTexts();
  return (
    <FilterBar filters={filters}>
      <SearchBox filters={filters} placeholder={t('ticketing.search')} />
      <FilterSelect
        filters={filters}
        name="kind"
        placeholder={t('ticketing.kind')}
        choices={EVENT_KINDS.map((value) => ({ value, label: t(`ticketing.kind.${value}`) }))}
      />
      <FilterSelect
        filters={filters}
        name="state"
        placeholder={t('field.status')}
        choices={EVENT_STATES.map((value) => ({ value, label: t(`ticketing.state.${value}`) }))}
      />
      <MerchantFilter filters={filters} />
    </FilterBar>
  );
}

function columns(t: Texts): NonNullable<TableProps<EventHead>['columns']> {
  return [
    {
      title: t('ticketing.title'),
      key: 'title',
      render: (_, { eventId, title, venueName, place }) => (
        <span className="two-lines">
          <Link to={`/events/${eventId}`}>{title}</Link>
          <small>{venueName ?? place}</small>
        </span>
      ),
    },
    { title: t('ticketing.kind'), key: 'kind', render: (_, { kind }) => t(`ticketing.kind.${kind}`) },
    { title: t('field.status'), key: 'state', render: (_, { state }) => <EventStatus state={state} /> },
    { title: t('field.merchant'), key: 'merchant', render: (_, { merchantName }) => merchantName },
    {
      title: t('ticketing.firstStarts'),
      key: 'starts',
      render: (_, { firstStartsAt }) => (firstStartsAt ? <Time at={firstStartsAt} exact /> : '—'),
    },
    { title: t('ticketing.sessions'), key: 'sessions', align: 'right', render: (_, { sessionCount }) => sessionCount },
    {
      title: t('ticketing.priceFrom'),
      key: 'price',
      align: 'right',
      render: (_, { priceFromMinor }) => (priceFromMinor === null ? '—' : <Money minor={priceFromMinor} />),
    },
  ];
}
