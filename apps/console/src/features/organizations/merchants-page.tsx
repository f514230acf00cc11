import type { Organization } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { MERCHANT_STATUSES } from '../../shared/limits.ts';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { MerchantForm } from './merchant-form.tsx';
import { MerchantStatus } from './merchant-profile.tsx';
import { useMerchants } from './use-organizations.ts';

const FILTERS = ['q', 'status'] as const;

export function MerchantsPage() {
  const t = useTexts();
  const can = useCan();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useMerchants({ q: filters.get('q'), status: filters.pick('status', MERCHANT_STATUSES) });
  const [creating, setCreating] = useState(false);
  const create = can('organizations.write') && (
    <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setCreating(true)} data-testid="create-merchant">
      {t('merchants.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('nav.merchants')} note={t('merchants.note')} actions={create} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('merchants.search')} />
          <FilterSelect
            filters={filters}
            name="status"
            placeholder={t('field.status')}
            choices={MERCHANT_STATUSES.map((status) => ({ value: status, label: t(`merchantStatus.${status}`) }))}
          />
        </FilterBar>
        <KeysetTable<Organization>
          list={list}
          columns={columns(t)}
          rowKey={(merchant) => merchant.id}
          label={t('nav.merchants')}
          onOpen={(merchant) => navigate(`/merchants/${merchant.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('merchants.empty')} hint={t('merchants.emptyHint')} action={create} />
            )
          }
          testId="merchants-table"
        />
      </Panel>
      {creating && <MerchantForm onClose={() => setCreating(false)} onSaved={(merchant) => navigate(`/merchants/${merchant.id}`)} />}
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<Organization>['columns']> {
  return [
    {
      title: t('field.name'),
      key: 'name',
      render: (_, merchant) => (
        <Link className="cell-link" to={`/merchants/${merchant.id}`}>
          {merchant.name}
        </Link>
      ),
    },
    { title: t('field.category'), key: 'category', render: (_, merchant) => (merchant.category ? t(`category.${merchant.category}`) : '—') },
    { title: t('field.status'), key: 'status', render: (_, merchant) => <MerchantStatus status={merchant.status} /> },
    { title: t('field.createdAt'), key: 'createdAt', align: 'right', render: (_, merchant) => <Time at={merchant.createdAt} /> },
  ];
}
