import type { MerchantApplication } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { ApplicationStatus } from './merchant-words.tsx';
import { APPLICATION_STATES, useApplications } from './use-merchants.ts';

const FILTERS = ['q', 'state'] as const;

/** Companies that want to become merchants. */
export function ApplicationsPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(FILTERS);
  const list = useApplications({ q: filters.get('q'), state: filters.pick('state', APPLICATION_STATES) });
  return (
    <>
      <PageHeader title={t('nav.applications')} note={t('applications.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('applications.search')} />
          <FilterSelect
            filters={filters}
            name="state"
            placeholder={t('field.status')}
            choices={APPLICATION_STATES.map((state) => ({ value: state, label: t(`applicationState.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<MerchantApplication>
          list={list}
          columns={columns(t)}
          rowKey={(application) => application.id}
          label={t('nav.applications')}
          onOpen={(application) => navigate(`/merchant-applications/${application.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('applications.empty')} hint={t('applications.emptyHint')} />
            )
          }
          testId="applications-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<MerchantApplication>['columns']> {
  return [
    {
      title: t('apply.companyName'),
      key: 'name',
      render: (_, one) => (
        <Link className="cell-link two-lines" to={`/merchant-applications/${one.id}`}>
          <span>{one.companyName}</span>
          <small className="number">{one.registrationNumber}</small>
        </Link>
      ),
    },
    { title: t('field.category'), key: 'category', render: (_, one) => t(`category.${one.category}`) },
    { title: t('apply.region'), key: 'region', render: (_, one) => one.region },
    { title: t('apply.documents'), key: 'documents', align: 'right', render: (_, one) => one.documents.length },
    { title: t('field.status'), key: 'state', render: (_, one) => <ApplicationStatus state={one.state} /> },
    { title: t('applications.changedAt'), key: 'at', render: (_, one) => <Time at={one.changedAt} /> },
  ];
}
