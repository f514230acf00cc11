import type { Venue } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { client } from '../../shared/api.ts';
import { FilterBar, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan, useSession } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { VenueDialog } from './venue-dialog.tsx';

/** Where organizers hold their events. */
export function VenuesPage() {
  const t = useTexts();
  const can = useCan();
  const go = useNavigate();
  const isMerchant = useSession().staff?.organizationKind === 'merchant';
  const [adding, setAdding] = useState(false);
  const filters = useFilters(['q', 'merchant']);
  const query = { q: filters.get('q'), merchantId: readId<'organization'>(filters.get('merchant')) };
  const list = useKeyset<Venue>({
    key: ['venues', 'list', query],
    fetch: (paging, signal) => client.venues.listVenues({ ...query, ...paging }, { signal }),
  });
  const add = can('venues.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setAdding(true)} data-testid="create-venue">
      {t('venues.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.venues')} note={t('venues.note')} actions={add} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('venues.search')} />
          <MerchantFilter filters={filters} />
        </FilterBar>
        <KeysetTable<Venue>
          list={list}
          columns={columns(t).filter(({ key }) => !isMerchant || key !== 'merchant')}
          rowKey={(venue) => venue.id}
          label={t('nav.venues')}
          onOpen={(venue) => go(`/venues/${venue.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('venues.empty')} hint={t('venues.emptyHint')} action={add} />
            )
          }
          testId="venues-table"
        />
      </Panel>
      {adding && <VenueDialog onClose={() => setAdding(false)} onSaved={(venue) => go(`/venues/${venue.id}`)} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Venue>['columns']> {
  return [
    {
      title: t('venues.name'),
      key: 'name',
      render: (_, { id, name, address }) => (
        <span className="two-lines">
          <Link to={`/venues/${id}`}>{name}</Link>
          <small>{address}</small>
        </span>
      ),
    },
    { title: t('field.merchant'), key: 'merchant', render: (_, { merchantName }) => merchantName },
    { title: t('venues.capacity'), key: 'capacity', align: 'right', render: (_, { capacity }) => capacity?.toLocaleString() ?? '—' },
    { title: t('venues.plans'), key: 'plans', align: 'right', render: (_, { planCount }) => planCount },
    { title: t('venues.gates'), key: 'gates', render: (_, { gates }) => gates.map(({ name }) => name).join('、') },
  ];
}
