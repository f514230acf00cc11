import type { Payable, PayableLine, StatementFormat } from '@tessera/contract';
import { Money, useSettings } from '@tessera/ui';
import { App, Skeleton, type TableProps } from 'antd';
import { useParams } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { FilterBar } from '../../shared/filter-bar.tsx';
import { readId } from '../../shared/ids.ts';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { RedemptionLink } from '../../shared/redemption-link.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { PayoutMark } from './payout-parts.tsx';
import { Issued, KindOf, LineFilters, StatementActions } from './statement-parts.tsx';
import { SumTable } from './sum-table.tsx';
import { LINE_FILTERS, usePayable, usePayableFile, usePayableLines } from './use-settlement.ts';

export function PayablePage() {
  const t = useTexts();
  const payableId = readId<'payable'>(useParams().payableId);
  if (!payableId) return <PageHeader title={t('nav.payables')} note={t('settlement.payable_unknown')} />;
  return <OnePayable key={payableId} payableId={payableId} />;
}

/** What a merchant is to be paid for a month, by day, down to each redemption; to read, to print and to take away. */
function OnePayable({ payableId }: { payableId: Payable['id'] }) {
  const t = useTexts();
  const { message } = App.useApp();
  const { locale } = useSettings();
  const found = usePayable(payableId);
  const file = usePayableFile();
  const payable = found.data;
  if (!payable)
    return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  const title = t('settle.payableTitle', { month: payable.month });
  const download = (format: StatementFormat) =>
    file.mutate(
      { payableId, language: locale, format },
      { onSuccess: (bytes) => saveFile(`${title} ${payable.merchantName}.${format}`, bytes), onError: () => message.error(t('settle.noFile')) },
    );
  return (
    <>
      <PageHeader
        title={title}
        back={{ to: '/payables', label: t('nav.payables') }}
        actions={<StatementActions onDownload={download} downloading={file.isPending ? file.variables.format : null} />}
      />
      <div className="stack">
        <Panel testId="payable">
          <Facts
            columns={2}
            rows={[
              { label: t('settle.merchant'), value: payable.merchantName },
              { label: t('settle.issuedAt'), value: <Issued exact at={payable.issuedAt} /> },
              { label: t('settle.quantity'), value: <Count of={payable.quantity} /> },
              { label: t('settle.amount'), value: <Money minor={payable.amountMinor} /> },
              { label: t('settle.cash'), value: <Money minor={payable.cashMinor} /> },
              { label: t('payout.mark'), value: <PayoutMark payout={payable.payout} /> },
            ]}
          />
          <p className="facts-note">{t('settle.cashNote')}</p>
        </Panel>
        <SumTable
          title={t('settle.byDay')}
          headings={[t('settle.day'), t('settle.count'), t('settle.quantity'), t('settle.amount'), t('settle.cash')]}
          rows={payable.days.map((row) => ({
            key: row.countedOn,
            name: row.countedOn,
            day: row.countedOn,
            figures: [
              <Count key="count" of={row.accrualCount} />,
              <Count key="quantity" of={row.quantity} />,
              <Money key="amount" minor={row.amountMinor} />,
              <Money key="cash" minor={row.cashMinor} />,
            ],
          }))}
        />
        <Lines payableId={payableId} days={payable.days.map(({ countedOn }) => countedOn)} />
      </div>
    </>
  );
}

function Lines(props: { payableId: Payable['id']; days: readonly string[] }) {
  const t = useTexts();
  const filters = useFilters(LINE_FILTERS);
  const list = usePayableLines(props.payableId, filters);
  const columns: NonNullable<TableProps<PayableLine>['columns']> = [
    { title: t('settle.day'), dataIndex: 'countedOn', key: 'countedOn', className: 'number' },
    { title: t('settle.time'), key: 'occurredAt', render: (_, line) => <Time exact at={line.occurredAt} /> },
    { title: t('settle.kind'), key: 'kind', render: (_, line) => <KindOf kind={line.kind} /> },
    { title: t('field.member'), key: 'member', render: (_, line) => line.memberName || '—' },
    { title: t('settle.item'), key: 'item', render: (_, line) => line.itemName || '—' },
    { title: t('settle.shop'), key: 'shop', render: (_, line) => line.shopName ?? '—' },
    { title: t('settle.quantity'), key: 'quantity', align: 'right', render: (_, line) => <Count of={line.quantity} /> },
    { title: t('settle.agreed'), key: 'agreed', align: 'right', render: (_, line) => <Money minor={line.agreedMinor} /> },
    { title: t('settle.cash'), key: 'cash', align: 'right', render: (_, line) => <Money minor={line.cashMinor} /> },
    { title: t('settle.redemption'), key: 'redemption', render: (_, line) => <RedemptionLink line={line} /> },
  ];
  return (
    <Panel flush title={t('settle.lines')}>
      <FilterBar filters={filters}>
        <LineFilters filters={filters} days={props.days} />
      </FilterBar>
      <KeysetTable<PayableLine>
        list={list}
        columns={columns}
        rowKey={(line) => line.accrualId}
        label={t('settle.lines')}
        empty={<EmptyState title={t(filters.active ? 'empty.noMatch' : 'settle.noLines')} />}
        testId="payable-lines-table"
      />
    </Panel>
  );
}
