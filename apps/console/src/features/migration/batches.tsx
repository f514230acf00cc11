import type { MigrationBatch } from '@tessera/contract';
import { Money } from '@tessera/ui';
import { Button, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Panel } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { DecideBatch } from './decide-batch.tsx';
import { LeftOut } from './left-out.tsx';
import { type Decision, useBatches } from './use-migration.ts';

const TONES = { entered: 'warn', waiting: 'warn', posting: 'warn', posted: 'good', refused: 'quiet' } as const;
type Acting = { batch: MigrationBatch; act: Decision['act'] };

/** What each file brought, and what became of its balances. */
export function Batches() {
  const t = useTexts();
  const can = useCan();
  const { data, error, isPending, refetch } = useBatches();
  const [acting, setActing] = useState<Acting | null>(null);
  const [leftOut, setLeftOut] = useState<MigrationBatch['id'] | null>(null);
  const shown = data?.items.find(({ id }) => id === leftOut);
  const act = (batch: MigrationBatch, wanted: Decision['act']) => setActing({ batch, act: wanted });
  return (
    <Panel flush title={t('migration.batches')}>
      <ErrorNotice error={error} onRetry={() => refetch()} />
      {data?.items.length === 0 ? (
        <EmptyState title={t('migration.noBatches')} />
      ) : (
        <ScrollFrame target=".ant-table-content" testId="batches-table">
          <Table<MigrationBatch>
            size="middle"
            loading={isPending}
            dataSource={data?.items ?? []}
            rowKey={(batch) => batch.id}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[...columns(t, ({ id }) => setLeftOut(id)), acts(t, { can, onAct: act })]}
          />
        </ScrollFrame>
      )}
      {shown && <LeftOut batch={shown} onClose={() => setLeftOut(null)} />}
      {acting && <DecideBatch {...acting} onClose={() => setActing(null)} />}
    </Panel>
  );
}

function columns(t: Texts, onLeftOut: (batch: MigrationBatch) => void): NonNullable<TableProps<MigrationBatch>['columns']> {
  return [
    {
      title: t('migration.source'),
      key: 'source',
      render: (_, batch) => (
        <span className="two-lines">
          <span>{batch.source}</span>
          <small>{t('migration.until', { day: batch.validUntil })}</small>
        </span>
      ),
    },
    { title: t('migration.cardCount'), key: 'cards', align: 'right', className: 'number', dataIndex: 'cardCount' },
    {
      title: t('migration.balances'),
      key: 'balances',
      align: 'right',
      render: (_, batch) => (
        <span className="two-lines">
          <Money minor={batch.openingMinor} />
          <small className="number">{t('migration.count', { count: batch.openingCount })}</small>
        </span>
      ),
    },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, batch) => (
        <span className="two-lines">
          <Status tone={TONES[batch.state]}>{t(`migration.state.${batch.state}`)}</Status>
          {batch.reason && <small>{batch.reason}</small>}
          {batch.leftOut > 0 && (
            <Button className="left-out" type="link" size="small" onClick={() => onLeftOut(batch)} data-testid="left-out">
              {t('migration.leftOut', { count: batch.leftOut })}
            </Button>
          )}
        </span>
      ),
    },
    {
      title: t('migration.people'),
      key: 'people',
      render: (_, batch) => (
        <span className="two-lines">
          <span>{batch.submittedBy === null ? batch.madeBy : t('migration.madeBy', { name: batch.submittedBy })}</span>
          {batch.decidedBy && <small>{t('migration.decidedBy', { name: batch.decidedBy })}</small>}
        </span>
      ),
    },
  ];
}

type Acts = { can: ReturnType<typeof useCan>; onAct: (batch: MigrationBatch, act: Decision['act']) => void };

function acts(t: Texts, { can, onAct }: Acts): NonNullable<TableProps<MigrationBatch>['columns']>[number] {
  return {
    title: <span className="hidden-word">{t('field.acts')}</span>,
    key: 'acts',
    align: 'right',
    render: (_, batch) => (
      <span style={{ whiteSpace: 'nowrap' }}>
        {batch.state === 'entered' && batch.openingCount > 0 && can('migration.write') && (
          <Button size="small" type="primary" onClick={() => onAct(batch, 'submit')} data-testid="submit-openings">
            {t('migration.submit')}
          </Button>
        )}
        {batch.state === 'waiting' && can('migration.approve') && (
          <Button
            size="small"
            type="primary"
            disabled={batch.isMine}
            title={batch.isMine ? t('migration.needs_another_person') : ''}
            onClick={() => onAct(batch, 'approve')}
            data-testid="approve-openings"
          >
            {t('migration.approve')}
          </Button>
        )}{' '}
        {(batch.state === 'waiting' || (batch.state === 'entered' && batch.openingCount > 0)) && (
          <Button size="small" onClick={() => onAct(batch, 'refuse')} data-testid="refuse-openings">
            {t('migration.refuse')}
          </Button>
        )}
      </span>
    ),
  };
}
