import type { Payout, PayoutBatch } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import { App, Button, Skeleton, type TableProps } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useConfirm } from '../../shared/confirm.tsx';
import { Count } from '../../shared/count.tsx';
import { FilterBar, FilterSelect, SearchBox } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { useCan } from '../../shared/session.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { BatchActions } from './payout-batch-actions.tsx';
import { progressOf } from './payout-batches-page.tsx';
import { AccountOf, BatchStateOf, NameAt, PartsOf, PayoutStateOf } from './payout-parts.tsx';
import { RefusedDialog } from './payout-refused-dialog.tsx';
import { PAYOUT_STATES, usePayoutBatch, usePayouts, useResult } from './use-payouts.ts';

export function PayoutBatchPage() {
  const t = useTexts();
  const payoutBatchId = readId<'payoutBatch'>(useParams().payoutBatchId);
  if (!payoutBatchId) return <PageHeader title={t('nav.payouts')} note={t('settlement.payout_batch_unknown')} />;
  return <OneBatch key={payoutBatchId} payoutBatchId={payoutBatchId} />;
}

/** One batch: who made and released it, what the bank is given, and what it says of each line. */
function OneBatch({ payoutBatchId }: { payoutBatchId: PayoutBatch['id'] }) {
  const t = useTexts();
  const found = usePayoutBatch(payoutBatchId);
  const batch = found.data;
  if (!batch) return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <>
      <PageHeader
        title={t('payout.batchTitle', { number: batch.number })}
        badge={<BatchStateOf state={batch.state} />}
        back={{ to: '/payouts/batches', label: t('payout.batches') }}
        actions={<BatchActions batch={batch} />}
      />
      <div className="stack">
        <Panel testId="payout-batch">
          <Facts columns={2} rows={factsOf(t, batch)} />
        </Panel>
        <Lines batch={batch} />
      </div>
    </>
  );
}

function factsOf(t: Texts, batch: PayoutBatch) {
  return [
    { label: t('payout.count'), value: <Count of={batch.payoutCount} /> },
    { label: t('payout.amount'), value: <Money minor={batch.amountMinor} /> },
    { label: t('payout.madeBy'), value: <NameAt name={batch.madeByName} at={batch.madeAt} /> },
    batch.cancelledAt === null
      ? { label: t('payout.releasedBy'), value: <NameAt name={batch.releasedByName} at={batch.releasedAt} /> }
      : { label: t('payout.cancelledBy'), value: <NameAt name={batch.cancelledByName} at={batch.cancelledAt} /> },
    { label: t('payout.progress'), value: progressOf(t, batch) },
    { label: t('payout.takenBy'), value: <NameAt name={batch.takenByName} at={batch.takenAt} /> },
  ];
}

function Lines({ batch }: { batch: PayoutBatch }) {
  const t = useTexts();
  const can = useCan();
  const confirm = useConfirm();
  const { message } = App.useApp();
  const filters = useFilters(['q', 'state']);
  const list = usePayouts(batch.id, filters);
  const result = useResult();
  const [refusing, setRefusing] = useState<Payout | null>(null);
  const askPaid = (payout: Payout) =>
    confirm({
      title: t('payout.paidTitle', { reference: payout.reference }),
      changes: [t('payout.paidChange', { amount: formatMoney(toMinor(payout.amountMinor)), merchant: payout.merchantName })],
      ok: t('payout.markPaid'),
      run: async () => {
        await result.mutateAsync({ payoutId: payout.id, result: 'paid' });
        message.success(t('saved'));
      },
    });
  const acts = { onPaid: askPaid, onRefused: setRefusing };
  return (
    <Panel flush title={t('payout.lines')}>
      <FilterBar filters={filters}>
        <SearchBox filters={filters} placeholder={t('payout.search')} />
        <FilterSelect
          filters={filters}
          name="state"
          placeholder={t('field.status')}
          choices={PAYOUT_STATES.map((state) => ({ value: state, label: t(`payoutState.${state}`) }))}
        />
      </FilterBar>
      <KeysetTable<Payout>
        list={list}
        columns={can('settlement.payOut') ? [...columns(t), stepsOf(t, acts)] : columns(t)}
        rowKey={(payout) => payout.id}
        label={t('payout.lines')}
        empty={<EmptyState title={t('payout.noLines')} />}
        testId="payouts-table"
      />
      {refusing && <RefusedDialog payout={refusing} result={result} onClose={() => setRefusing(null)} />}
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<Payout>['columns']> {
  return [
    { title: t('payout.reference'), dataIndex: 'reference', key: 'reference', className: 'number' },
    { title: t('payout.merchant'), dataIndex: 'merchantName', key: 'merchant' },
    { title: t('payout.account'), key: 'account', render: (_, payout) => <AccountOf {...payout} /> },
    { title: t('payout.for'), key: 'for', className: 'number', render: (_, payout) => <PartsOf of={payout} /> },
    { title: t('payout.amount'), key: 'amount', align: 'right', render: (_, payout) => <Money minor={payout.amountMinor} /> },
    {
      title: t('field.status'),
      key: 'state',
      render: (_, payout) => (
        <span className="two-lines">
          <PayoutStateOf state={payout.state} />
          {payout.reason && <small>{payout.reason}</small>}
        </span>
      ),
    },
    { title: t('payout.decided'), key: 'decided', render: (_, payout) => <NameAt name={payout.decidedByName} at={payout.decidedAt} /> },
  ];
}

type Acts = { onPaid: (payout: Payout) => void; onRefused: (payout: Payout) => void };

function stepsOf(t: Texts, acts: Acts): NonNullable<TableProps<Payout>['columns']>[number] {
  return {
    title: t('payout.step'),
    key: 'step',
    render: (_, payout) => {
      if (payout.state !== 'sent' && payout.state !== 'paid') return '—';
      return (
        <span className="payout-acts">
          {payout.state === 'sent' && (
            <Button size="small" onClick={() => acts.onPaid(payout)} data-testid={`paid-${payout.reference}`}>
              {t('payout.markPaid')}
            </Button>
          )}
          <Button size="small" danger onClick={() => acts.onRefused(payout)} data-testid={`refused-${payout.reference}`}>
            {t(payout.state === 'sent' ? 'payout.markRefused' : 'payout.markReturned')}
          </Button>
        </span>
      );
    },
  };
}
