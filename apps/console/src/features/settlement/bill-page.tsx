import type { BillLine, IssuerBill, StatementFormat } from '@tessera/contract';
import { Money, useNamed, useSettings } from '@tessera/ui';
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
import { Issued, KindOf, LineFilters, StatementActions } from './statement-parts.tsx';
import { SumTable } from './sum-table.tsx';
import { LINE_FILTERS, useBillFile, useBillLines, useIssuerBill } from './use-settlement.ts';

export function IssuerBillPage() {
  const t = useTexts();
  const issuerBillId = readId<'issuerBill'>(useParams().issuerBillId);
  if (!issuerBillId) return <PageHeader title={t('nav.issuerBills')} note={t('settlement.bill_unknown')} />;
  return <OneBill key={issuerBillId} issuerBillId={issuerBillId} />;
}

/** What an issuer is billed for a month, by programme and day, down to each redemption; to read and to take away. */
function OneBill({ issuerBillId }: { issuerBillId: IssuerBill['id'] }) {
  const t = useTexts();
  const { message } = App.useApp();
  const { locale } = useSettings();
  const named = useNamed();
  const found = useIssuerBill(issuerBillId);
  const file = useBillFile();
  const bill = found.data;
  if (!bill) return found.error ? <ErrorNotice error={found.error} onRetry={() => found.refetch()} /> : <Skeleton active paragraph={{ rows: 8 }} />;
  const title = t('settle.billTitle', { month: bill.month });
  const download = (format: StatementFormat) =>
    file.mutate(
      { issuerBillId, language: locale, format },
      { onSuccess: (bytes) => saveFile(`${title} ${bill.issuerName}.${format}`, bytes), onError: () => message.error(t('settle.noFile')) },
    );
  const headings = [t('settle.count'), t('settle.points'), t('settle.amount')];
  const figures = (of: Pick<IssuerBill, 'accrualCount' | 'points' | 'amountMinor'>) => [
    <Count key="count" of={of.accrualCount} />,
    <Count key="points" of={of.points} />,
    <Money key="amount" minor={of.amountMinor} />,
  ];
  return (
    <>
      <PageHeader
        title={title}
        back={{ to: '/issuer-bills', label: t('nav.issuerBills') }}
        actions={<StatementActions onDownload={download} downloading={file.isPending ? file.variables.format : null} />}
      />
      <div className="stack">
        <Panel testId="issuer-bill">
          <Facts
            columns={2}
            rows={[
              { label: t('settle.issuer'), value: bill.issuerName },
              { label: t('settle.issuedAt'), value: <Issued exact at={bill.issuedAt} /> },
              { label: t('settle.points'), value: <Count of={bill.points} /> },
              { label: t('settle.amount'), value: <Money minor={bill.amountMinor} /> },
            ]}
          />
        </Panel>
        <SumTable
          title={t('settle.byProgramme')}
          headings={[t('settle.programme'), ...headings]}
          rows={bill.programmes.map((row) => ({ key: row.programmeId, name: named(row.programmeName), figures: figures(row) }))}
        />
        <SumTable
          title={t('settle.byDay')}
          headings={[t('settle.day'), ...headings]}
          rows={bill.days.map((row) => ({ key: row.countedOn, name: row.countedOn, day: row.countedOn, figures: figures(row) }))}
        />
        <Lines issuerBillId={issuerBillId} days={bill.days.map(({ countedOn }) => countedOn)} />
      </div>
    </>
  );
}

function Lines(props: { issuerBillId: IssuerBill['id']; days: readonly string[] }) {
  const t = useTexts();
  const named = useNamed();
  const filters = useFilters(LINE_FILTERS);
  const list = useBillLines(props.issuerBillId, filters);
  const columns: NonNullable<TableProps<BillLine>['columns']> = [
    { title: t('settle.day'), dataIndex: 'countedOn', key: 'countedOn', className: 'number' },
    { title: t('settle.time'), key: 'occurredAt', render: (_, line) => <Time exact at={line.occurredAt} /> },
    { title: t('settle.kind'), key: 'kind', render: (_, line) => <KindOf kind={line.kind} /> },
    { title: t('field.member'), key: 'member', render: (_, line) => line.memberName || '—' },
    { title: t('field.memberNumber'), key: 'memberNumber', className: 'number', render: (_, line) => line.memberNumber || '—' },
    { title: t('settle.merchant'), dataIndex: 'merchantName', key: 'merchant' },
    { title: t('settle.item'), key: 'item', render: (_, line) => line.itemName || '—' },
    { title: t('settle.programme'), key: 'programme', render: (_, line) => named(line.programmeName) },
    { title: t('settle.points'), key: 'points', align: 'right', render: (_, line) => <Count of={line.points} /> },
    { title: t('settle.price'), key: 'price', align: 'right', render: (_, line) => <Money minor={line.priceMinor} /> },
    { title: t('settle.redemption'), key: 'redemption', render: (_, line) => <RedemptionLink line={line} /> },
  ];
  return (
    <Panel flush title={t('settle.lines')}>
      <FilterBar filters={filters}>
        <LineFilters filters={filters} days={props.days} />
      </FilterBar>
      <KeysetTable<BillLine>
        list={list}
        columns={columns}
        rowKey={(line) => `${line.accrualId} ${line.programmeId}`}
        label={t('settle.lines')}
        empty={<EmptyState title={t(filters.active ? 'empty.noMatch' : 'settle.noLines')} />}
        testId="bill-lines-table"
      />
    </Panel>
  );
}
