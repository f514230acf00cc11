import type { PayoutBatch } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Money } from '@tessera/ui';
import type { TableProps } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { BatchStateOf, NameAt, PayoutTabs } from './payout-parts.tsx';
import { BATCH_STATES, usePayoutBatches } from './use-payouts.ts';

/** What was put together for the bank, newest first, and what it has said. */
export function PayoutBatchesPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const filters = useFilters(['state']);
  const list = usePayoutBatches(filters);
  return (
    <>
      <PageHeader title={t('nav.payouts')} note={t('payout.note')} />
      <PayoutTabs />
      <Panel flush>
        <FilterBar filters={filters}>
          <FilterSelect
            filters={filters}
            name="state"
            width={176}
            placeholder={t('field.status')}
            choices={BATCH_STATES.map((state) => ({ value: state, label: t(`payoutBatchState.${state}`) }))}
          />
        </FilterBar>
        <KeysetTable<PayoutBatch>
          list={list}
          columns={columns(t)}
          rowKey={(batch) => batch.id}
          label={t('payout.batches')}
          onOpen={(batch) => navigate(`/payouts/${batch.id}`)}
          empty={
            filters.active ? (
              <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
            ) : (
              <EmptyState title={t('payout.noBatches')} hint={t('payout.noBatchesHint')} />
            )
          }
          testId="payout-batches-table"
        />
      </Panel>
    </>
  );
}

function columns(t: Texts): NonNullable<TableProps<PayoutBatch>['columns']> {
  return [
    {
      title: t('payout.number'),
      key: 'number',
      className: 'number',
      render: (_, batch) => (
        <Link className="cell-link" to={`/payouts/${batch.id}`}>
          {batch.number}
        </Link>
      ),
    },
    { title: t('field.status'), key: 'state', render: (_, batch) => <BatchStateOf state={batch.state} /> },
    { title: t('payout.count'), key: 'count', align: 'right', render: (_, batch) => <Count of={batch.payoutCount} /> },
    { title: t('payout.amount'), key: 'amount', align: 'right', render: (_, batch) => <Money minor={batch.amountMinor} /> },
    { title: t('payout.progress'), key: 'progress', render: (_, batch) => progressOf(t, batch) },
    { title: t('payout.madeBy'), key: 'madeBy', render: (_, batch) => <NameAt name={batch.madeByName} at={batch.madeAt} /> },
    { title: t('payout.releasedBy'), key: 'releasedBy', render: (_, batch) => <NameAt name={batch.releasedByName} at={batch.releasedAt} /> },
  ];
}

/** What the bank has said until now, in words. */
export function progressOf(t: Texts, batch: PayoutBatch): string {
  const amount = (minor: number) => formatMoney(toMinor(minor));
  const said = [
    ...(batch.paidCount > 0 ? [t('payout.paid', { count: batch.paidCount, amount: amount(batch.paidMinor) })] : []),
    ...(batch.refusedCount > 0 ? [t('payout.refused', { count: batch.refusedCount, amount: amount(batch.refusedMinor) })] : []),
  ];
  if (said.length > 0) return said.join(' · ');
  return batch.state === 'released' ? t('payout.noAnswer') : '—';
}
