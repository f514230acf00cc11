import type { AuditFaultRecord } from '@tessera/contract';
import type { TableProps } from 'antd';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { CopyButton } from '../../shared/copy-button.tsx';
import { FilterBar, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { ActorName } from './action-name.tsx';
import { AuditTabs } from './audit-tabs.tsx';
import { followPath } from './use-audit.ts';

const FILTERS = ['q'] as const;

/** Requests that failed through a fault of ours: somebody reads out the number on their screen, and here is what it was. */
export function FaultsPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const q = filters.get('q');
  const list = useKeyset({ key: ['audit', 'faults', q], fetch: (paging, signal) => client.audit.listFaults({ q, ...paging }, { signal }) });
  return (
    <>
      <PageHeader title={t('nav.audit')} note={t('faults.note')} />
      <AuditTabs />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('faults.search')} />
        </FilterBar>
        <KeysetTable<AuditFaultRecord>
          list={list}
          columns={columns(t)}
          rowKey={(fault) => fault.id}
          label={t('faults.tab')}
          empty={
            <EmptyState
              title={t(filters.active ? 'empty.noMatch' : 'faults.empty')}
              hint={t(filters.active ? 'faults.noMatchHint' : 'faults.emptyHint')}
            />
          }
          testId="faults-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<AuditFaultRecord>['columns']> {
  return [
    { title: t('field.time'), key: 'at', render: (_, fault) => <Time exact at={fault.at} /> },
    {
      title: t('faults.request'),
      key: 'request',
      render: (_, fault) => (
        <span className="hash">
          <Link className="mono" to={followPath('request', fault.requestId)} title={t('audit.sameRequest')}>
            {fault.requestId}
          </Link>
          <CopyButton text={fault.requestId} label={t('audit.copyRequest')} />
        </span>
      ),
    },
    {
      title: t('faults.what'),
      key: 'what',
      render: (_, fault) => (
        <span className="two-lines">
          <span className="mono">{fault.route}</span>
          <small className="mono">{[fault.errorName, fault.errorCode, fault.place].filter(Boolean).join(' · ')}</small>
        </span>
      ),
    },
    { title: t('audit.actor'), key: 'actor', render: (_, fault) => <ActorName record={fault} /> },
  ];
}
