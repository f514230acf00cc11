import { useQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { client } from '../../shared/api.ts';
import { FilterBar, SearchBox } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters, useOverlay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { ActionName, ActorName, TargetName } from './action-name.tsx';
import { RecordDrawer } from './record-drawer.tsx';

const FILTERS = ['q', 'action', 'target'] as const;

export function AuditPage() {
  const t = useTexts();
  const filters = useFilters(FILTERS);
  const query = { q: filters.get('q'), action: filters.get('action'), targetId: filters.get('target') };
  const list = useKeyset({ key: ['audit', 'page', query], fetch: (paging, signal) => client.audit.listRecords({ ...query, ...paging }, { signal }) });
  const overlay = useOverlay('record');
  const opened = useQuery({
    queryKey: ['audit', 'opened', overlay.value],
    queryFn: () => list.items.find((record) => record.id === overlay.value) ?? null,
    enabled: overlay.value !== undefined && list.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <PageHeader title={t('nav.audit')} note={t('audit.note')} />
      <Panel flush>
        <FilterBar filters={filters}>
          <SearchBox filters={filters} placeholder={t('audit.search')} />
          {query.action && (
            <Button onClick={() => filters.set({ action: undefined })}>
              <ActionName action={query.action} /> ✕
            </Button>
          )}
          {query.targetId && <Button onClick={() => filters.set({ target: undefined })}>{t('audit.oneTarget')} ✕</Button>}
        </FilterBar>
        <KeysetTable<AuditRecord>
          list={list}
          columns={columns(t, overlay.open)}
          rowKey={(record) => record.id}
          label={t('nav.audit')}
          onOpen={(record) => overlay.open(record.id)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('audit.empty')} hint={t('audit.emptyHint')} />
            )
          }
          testId="audit-table"
        />
      </Panel>
      {opened.data && overlay.value && (
        <RecordDrawer
          record={opened.data}
          onClose={overlay.close}
          onAction={(action) => filters.set({ action, record: undefined })}
          onTarget={(target) => filters.set({ target, record: undefined })}
        />
      )}
    </>
  );
}

function columns(t: Texts, open: (recordId: string) => void): NonNullable<TableProps<AuditRecord>['columns']> {
  return [
    {
      title: t('field.time'),
      key: 'at',
      render: (_, record) => (
        <button type="button" className="text-button" onClick={() => open(record.id)} data-testid="audit-link">
          <Time exact at={record.at} />
        </button>
      ),
    },
    {
      title: t('audit.actor'),
      key: 'actor',
      render: (_, record) => (
        <span className="two-lines">
          <span>
            <ActorName record={record} />
          </span>
          {record.actorKind === 'staff' || record.actorKind === 'system' ? <small>{t(`actor.${record.actorKind}`)}</small> : null}
        </span>
      ),
    },
    { title: t('audit.action'), key: 'action', render: (_, record) => <ActionName action={record.action} /> },
    {
      title: t('audit.target'),
      key: 'target',
      render: (_, record) => (
        <span className="quiet">
          <TargetName kind={record.targetKind} />
        </span>
      ),
    },
    {
      title: t('audit.outcome'),
      key: 'outcome',
      render: (_, record) => <Status tone={record.outcome === 'done' ? 'good' : 'bad'}>{t(`outcome.${record.outcome}`)}</Status>,
    },
    { title: t('audit.address'), key: 'address', render: (_, record) => <span className="mono quiet">{record.address ?? '—'}</span> },
  ];
}
