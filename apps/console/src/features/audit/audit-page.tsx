import type { AuditRecord } from '@tessera/contract';
import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useOverlay } from '../../shared/use-filters.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { ActionName, ActorName, RoleName, TargetName } from './action-name.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTabs } from './audit-tabs.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { Outcome } from './outcome.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { useAuditQuery } from './use-audit.ts';

/** Who did what, searched by everything that a record says; the filters are in the address. */
export function AuditPage() {
  const t = useTexts();
  const can = useCan();
  const { filters, query } = useAuditQuery();
  const list = useKeyset({ key: ['audit', 'page', query], fetch: (paging, signal) => client.audit.listRecords({ ...query, ...paging }, { signal }) });
  const overlay = useOverlay('record');
  const opened = readId<'audit'>(overlay.value);
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <PageHeader
        title={t('nav.audit')}
        note={t('audit.note')}
        actions={
          can('audit.export') && (
            <Button icon={<Icon name="download" size={16} />} onClick={() => setExporting(true)} data-testid="audit-export">
              {t('audit.export')}
            </Button>
          )
        }
      />
      <AuditTabs />
      <Panel flush>
        <AuditFilters filters={filters} />
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
      {opened && <RecordDrawer recordId={opened} onClose={overlay.close} />}
      {exporting && <ExportDialog query={query} filtered={filters.active} onClose={() => setExporting(false)} />}
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
          {record.actorKind === 'staff' || record.actorKind === 'system' ? (
            <small>{record.role ? <RoleName roles={record.role} /> : t(`actor.${record.actorKind}`)}</small>
          ) : null}
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
    { title: t('audit.outcome'), key: 'outcome', render: (_, record) => <Outcome of={record.outcome} /> },
    { title: t('audit.address'), key: 'address', render: (_, record) => <span className="mono quiet">{record.address ?? '—'}</span> },
  ];
}
