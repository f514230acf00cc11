import type { BackupView } from '@tessera/contract';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { backupColumns } from './backup-columns.tsx';
import { BackupOverview, RestoreGuide } from './backup-overview.tsx';
import { useBackupOverview, useBackups, useMakeBackup } from './use-backups.ts';
import './backup.css';

const FILTERS = ['state'] as const;
const STATES = ['running', 'complete', 'failed', 'removed'] as const satisfies readonly BackupView['state'][];

export function BackupsPage() {
  const t = useTexts();
  const can = useCan();
  const filters = useFilters(FILTERS);
  const list = useBackups({ state: filters.pick('state', STATES) });
  const overview = useBackupOverview();
  const make = useMakeBackup();
  const newest = list.items.find((row) => row.state === 'complete')?.name;
  const start = can('backup.write') && (
    <Button
      type="primary"
      icon={<Icon name="plus" size={16} />}
      loading={make.isPending}
      disabled={overview.data?.running?.state === 'running'}
      onClick={() => make.mutate()}
      data-testid="backup-now"
    >
      {t('backups.now')}
    </Button>
  );
  const schedule = can('settings.read') && (
    <Link className="backup-schedule" to="/settings?q=backup.">
      {t('backups.schedule')}
    </Link>
  );
  return (
    <>
      <PageHeader
        title={t('nav.backups')}
        note={t('backups.note')}
        actions={
          <>
            {schedule}
            {start}
          </>
        }
      />
      <ErrorNotice error={make.error} />
      <div className="stack">
        {overview.error ? <ErrorNotice error={overview.error} onRetry={() => overview.refetch()} /> : null}
        {overview.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
        {overview.data && <BackupOverview overview={overview.data} nowMs={overview.dataUpdatedAt} />}
        <BackupList filters={filters} list={list} start={start} />
        {overview.data && <RestoreGuide overview={overview.data} newest={newest} />}
      </div>
    </>
  );
}

function BackupList(props: { filters: Filters; list: ReturnType<typeof useBackups>; start: ReactNode }) {
  const { filters, list, start } = props;
  const t = useTexts();
  return (
    <Panel flush>
      <FilterBar filters={filters}>
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={STATES.map((state) => ({ value: state, label: t(`backupState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<BackupView>
        list={list}
        columns={backupColumns(t)}
        rowKey={(row) => row.id}
        label={t('nav.backups')}
        empty={
          filters.active ? (
            <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
          ) : (
            <EmptyState title={t('backups.empty')} hint={t('backups.emptyHint')} action={start} />
          )
        }
        testId="backups-table"
      />
    </Panel>
  );
}
