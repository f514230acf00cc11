import type { AuditVerification } from '@tessera/contract';
import { Skeleton, type TableProps } from 'antd';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { CopyButton } from '../../shared/copy-button.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { Status, Time, type Tone } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useKeyset } from '../../shared/use-keyset.ts';
import { AuditTabs } from './audit-tabs.tsx';
import { useChain } from './use-audit.ts';
import { VerifyChain } from './verify-chain.tsx';

const TONES: Record<AuditVerification['state'], Tone> = { running: 'brand', sound: 'good', broken: 'bad' };

/** Whether the log is still what it was: the head to keep outside, a walk over the chain, and the walks before. */
export function ChainPage() {
  const t = useTexts();
  const list = useKeyset({
    key: ['audit', 'verifications'],
    fetch: (paging, signal) => client.audit.listVerifications(paging, { signal }),
  });
  return (
    <>
      <PageHeader title={t('nav.audit')} note={t('audit.note')} />
      <AuditTabs />
      <div className="stack">
        <VerifyChain />
        <ChainHead />
        <Panel title={t('chain.walks')} flush>
          <KeysetTable<AuditVerification>
            list={list}
            columns={columns(t)}
            rowKey={(walk) => walk.id}
            label={t('chain.walks')}
            empty={<EmptyState compact title={t('chain.walksNone')} hint={t('chain.walksNoneHint')} />}
            testId="chain-walks"
          />
        </Panel>
      </div>
    </>
  );
}

function ChainHead() {
  const t = useTexts();
  const can = useCan();
  const chain = useChain();
  if (chain.error && !chain.data) return <ErrorNotice error={chain.error} onRetry={() => chain.refetch()} />;
  if (!chain.data) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  const { head, pending, firstSeq, oldestAt, prunedAt, retentionDays } = chain.data;
  const anchor = `${head.seq}:${head.hash}`;
  return (
    <Panel title={t('chain.head')} extra={<CopyButton text={anchor} label={t('chain.copyHead')} withWord size="small" />} testId="chain-head">
      <p className="quiet">{t('chain.headHint')}</p>
      <p className="chain-hash mono" data-testid="chain-anchor">
        {anchor}
      </p>
      <Facts
        columns={2}
        rows={[
          { label: t('chain.links'), value: t('chain.count', { count: head.seq - firstSeq + 1 }) },
          { label: t('chain.sealedAt'), value: head.sealedAt ? <Time exact at={head.sealedAt} /> : '—' },
          { label: t('chain.pending'), value: t('chain.count', { count: pending }) },
          { label: t('chain.oldest'), value: oldestAt ? <Time exact at={oldestAt} /> : '—' },
          {
            label: t('chain.retention'),
            value: can('settings.read') ? (
              <Link to="/settings">{t('chain.days', { days: retentionDays })}</Link>
            ) : (
              t('chain.days', { days: retentionDays })
            ),
          },
          { label: t('chain.pruned'), value: prunedAt ? <Time exact at={prunedAt} /> : t('chain.prunedNever') },
        ]}
      />
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<AuditVerification>['columns']> {
  return [
    { title: t('chain.started'), key: 'at', render: (_, walk) => <Time exact at={walk.startedAt} /> },
    { title: t('chain.startedBy'), key: 'by', render: (_, walk) => walk.startedBy },
    { title: t('chain.result'), key: 'state', render: (_, walk) => <Status tone={TONES[walk.state]}>{t(`chain.state.${walk.state}`)}</Status> },
    { title: t('chain.checked'), key: 'checked', align: 'right', render: (_, walk) => t('chain.count', { count: walk.checked }) },
    { title: t('chain.fault'), key: 'fault', render: (_, walk) => (walk.fault ? t(`chain.fault.${walk.fault}`) : '—') },
  ];
}
