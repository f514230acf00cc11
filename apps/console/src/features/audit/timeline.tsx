import { useQuery } from '@tanstack/react-query';
import type { AuditRecord } from '@tessera/contract';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { ActionName } from './action-name.tsx';
import { RecordDrawer } from './record-drawer.tsx';

const SHOWN = 12;

/** Who did what to one record, newest first. */
export function Timeline(props: { targetId: string }) {
  const t = useTexts();
  const { targetId } = props;
  const records = useQuery({ queryKey: ['audit', 'of', targetId], queryFn: ({ signal }) => client.audit.listRecords({ targetId, limit: SHOWN }, { signal }) });
  const [opened, setOpened] = useState<AuditRecord | null>(null);
  return (
    <Panel title={t('audit.timeline')} testId="timeline" extra={<Link to={`/audit?target=${targetId}`}>{t('audit.all')}</Link>}>
      <ErrorNotice error={records.error} onRetry={() => records.refetch()} />
      {records.isPending && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {records.data?.items.length === 0 && <EmptyState compact title={t('audit.timelineEmpty')} />}
      <ol className="timeline">
        {records.data?.items.map((record) => (
          <li key={record.id} className={record.outcome === 'refused' ? 'timeline-refused' : ''}>
            <button type="button" className="text-button" onClick={() => setOpened(record)}>
              <ActionName action={record.action} />
            </button>
            {record.outcome === 'refused' && <span className="quiet"> · {t('outcome.refused')}</span>}
            <small>
              {record.actorName || t(`actor.${record.actorKind}`)} · <Time at={record.at} />
            </small>
          </li>
        ))}
      </ol>
      {opened && <RecordDrawer record={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
}
