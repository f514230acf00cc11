import type { Redemption } from '@tessera/contract';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { DayRange } from '../../shared/day-range.tsx';
import { ExportList } from '../../shared/export-list.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MerchantFilter } from '../../shared/merchant-filter.tsx';
import { useOrganizationSearch, usePaused } from '../../shared/organization-select.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters, useOverlay } from '../../shared/use-filters.ts';
import { BookingsToAnswer } from './answer-booking.tsx';
import { RedemptionDrawer } from './redemption-drawer.tsx';
import { FILTERS, readQuery, STATES, TONES, useRedemptions } from './use-redemptions.ts';

/** What members redeemed: the operator sees all, an issuer what concerns it, a merchant its own. */
export function RedemptionsPage() {
  const t = useTexts();
  const overlay = useOverlay('redemption');
  const filters = useFilters(FILTERS);
  const query = readQuery(filters);
  const list = useRedemptions(query);
  const kind = useSession().staff?.organizationKind;
  return (
    <>
      <PageHeader
        title={t('nav.redemptions')}
        note={t('redemptions.note')}
        actions={<ExportList fileName={t('nav.redemptions')} fetch={(language) => client.redemptions.exportRedemptions({ ...query, language })} />}
      />
      <BookingsToAnswer filters={filters} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('redemptions.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={STATES.map((state) => ({ value: state, label: t(`redemption.state.${state}`) }))}
          />
          <DayRange filters={filters} />
          {kind === 'operator' && <MerchantFilter filters={filters} />}
          {kind === 'operator' && <IssuerFilter filters={filters} />}
        </FilterBar>
        <KeysetTable<Redemption>
          list={list}
          columns={columns(t)}
          rowKey={(redemption) => redemption.id}
          label={t('nav.redemptions')}
          onOpen={(redemption) => overlay.open(redemption.id)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('redemptions.empty')} hint={t('redemptions.emptyHint')} />
            )
          }
          testId="redemptions-table"
        />
      </Panel>
      {overlay.value && <RedemptionDrawer redemptionId={overlay.value} onClose={overlay.close} />}
    </>
  );
}

function IssuerFilter(props: { filters: Filters }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const search = useOrganizationSearch(usePaused(text.trim()), 'issuer', true);
  const choices = (search.data?.items ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }));
  return <FilterSelect filters={props.filters} name="issuer" placeholder={t('redemptions.issuer')} onSearch={setText} choices={choices} />;
}

function columns(t: Texts): NonNullable<TableProps<Redemption>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, { at }) => <Time at={at} /> },
    {
      title: t('redemptions.item'),
      key: 'item',
      render: (_, { itemName, quantity, number }) => (
        <span className="two-lines">
          <span>
            {itemName}
            {quantity > 1 && ` × ${quantity}`}
          </span>
          <small className="number">{number}</small>
        </span>
      ),
    },
    {
      title: t('redemptions.member'),
      key: 'member',
      render: (_, { memberName, memberNumber }) => (
        <span className="two-lines">
          <span>{memberName}</span>
          <small className="number">{memberNumber}</small>
        </span>
      ),
    },
    {
      title: t('field.merchant'),
      key: 'merchant',
      render: (_, { merchantName, shopName }) => (
        <span className="two-lines">
          <span>{merchantName}</span>
          {shopName && <small>{shopName}</small>}
        </span>
      ),
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, { state, returnedQuantity }) => (
        <span className="two-lines">
          <Status tone={TONES[state]}>{t(`redemption.state.${state}`)}</Status>
          {state === 'taken' && returnedQuantity > 0 && <small>{t('redemptions.back', { count: returnedQuantity })}</small>}
        </span>
      ),
    },
    { title: t('redemptions.points'), key: 'points', align: 'right', className: 'number', render: (_, { points }) => points.toLocaleString('en-US') },
    { title: t('redemptions.money'), key: 'cash', align: 'right', render: (_, { cashMinor }) => <Money minor={cashMinor} /> },
  ];
}
