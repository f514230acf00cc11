import { useQueries } from '@tanstack/react-query';
import type { Id } from '@tessera/kernel';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ActionName, ActorName } from './action-name.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import './audit.css';

const SHOWN = 12;

/** Who did what to one record and to what belongs to it, newest first. The first id is the record's own. */
export function Timeline(props: { targetIds: readonly string[] }) {
  const t = useTexts();
  const { records, error, pending, refetch } = useRecordsOf(props.targetIds);
  const [opened, setOpened] = useState<Id<'audit'> | null>(null);
  return (
    <Panel title={t('audit.timeline')} testId="timeline" extra={<Link to={`/audit?target=${props.targetIds[0] ?? ''}`}>{t('audit.all')}</Link>}>
      <ErrorNotice error={error} onRetry={refetch} />
      {pending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {!pending && records.length === 0 && <EmptyState compact title={t('audit.timelineEmpty')} />}
      <ol className="timeline">
        {records.map((record) => (
          <li key={record.id} className={record.outcome === 'refused' ? 'timeline-refused' : ''}>
            <button type="button" className="text-button" onClick={() => setOpened(record.id)}>
              <ActionName action={record.action} />
            </button>
            {record.outcome === 'refused' && <span className="quiet"> · {t('outcome.refused')}</span>}
            <small>
              <ActorName record={record} /> · <Time at={record.at} />
            </small>
          </li>
        ))}
      </ol>
      {opened && <RecordDrawer recordId={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
}

function useRecordsOf(targetIds: readonly string[]) {
  const results = useQueries({
    queries: targetIds.map((targetId) => ({
      queryKey: ['audit', 'of', targetId],
      queryFn: ({ signal }: { signal: AbortSignal }) => client.audit.listRecords({ targetId, limit: SHOWN }, { signal }),
    })),
  });
  return {
    records: results
      .flatMap((result) => result.data?.items ?? [])
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, SHOWN),
    error: results.find((result) => result.error)?.error,
    pending: results.some((result) => result.isPending),
    refetch: () => void Promise.all(results.map((result) => result.refetch())),
  };
}
