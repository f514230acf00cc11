import type { DepositLine, IssuerDeposit } from '@tessera/contract';
import { Money, useSettings } from '@tessera/ui';
import { App, Button, Space, type TableProps } from 'antd';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { KeysetTable } from '../../shared/keyset-table.tsx';
import { EmptyState, Facts, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useCan } from '../../shared/session.tsx';
import { Status, Time } from '../../shared/status.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { StandingOf } from './deposit-parts.tsx';
import { SlipsPanel } from './slips-panel.tsx';
import { TopUpsPanel } from './top-ups-panel.tsx';
import { LINE_FILTERS, LINE_KINDS, useDepositLines, useStatementFile } from './use-deposits.ts';

/** What is left, the slips behind it where one may see them, and the statement. */
export function OneDeposit({ deposit }: { deposit: IssuerDeposit }) {
  const t = useTexts();
  const can = useCan();
  return (
    <div className="stack">
      <Panel testId="deposit">
        <Facts
          columns={2}
          rows={[
            { label: t('deposit.available'), value: <Money minor={deposit.availableMinor} /> },
            { label: t('deposit.state'), value: <StandingOf deposit={deposit} /> },
            { label: t('deposit.balance'), value: <Money minor={deposit.balanceMinor} /> },
            { label: t('deposit.low'), value: <Money minor={deposit.lowMinor} /> },
            { label: t('deposit.unbilled'), value: <Money minor={deposit.unbilledMinor} /> },
            deposit.lowSince === null
              ? { label: t('deposit.openedAt'), value: <Time exact at={deposit.openedAt} /> }
              : { label: t('deposit.lowSince'), value: <Time exact at={deposit.lowSince} /> },
          ]}
        />
      </Panel>
      {(can('deposits.write') || can('deposits.approve')) && <SlipsPanel issuerId={deposit.issuerId} />}
      <TopUpsPanel deposit={deposit} />
      <Lines deposit={deposit} />
    </div>
  );
}

function Lines({ deposit }: { deposit: IssuerDeposit }) {
  const t = useTexts();
  const { message } = App.useApp();
  const { locale } = useSettings();
  const filters = useFilters(LINE_FILTERS);
  const list = useDepositLines(deposit.issuerId, filters);
  const file = useStatementFile(deposit.issuerId, filters);
  const download = (format: 'xlsx' | 'pdf') =>
    file.mutate(
      { language: locale, format },
      {
        onSuccess: (bytes) => saveFile(`${t('deposit.title', { name: deposit.issuerName })}.${format}`, bytes),
        onError: () => message.error(t('settle.noFile')),
      },
    );
  return (
    <Panel
      flush
      title={t('deposit.lines')}
      extra={
        <Space>
          <Button icon={<Icon name="statement" size={16} />} loading={file.isPending} onClick={() => download('pdf')} data-testid="deposit-paper">
            {t('settle.pdf')}
          </Button>
          <Button icon={<Icon name="download" size={16} />} loading={file.isPending} onClick={() => download('xlsx')} data-testid="deposit-file">
            {t('settle.download')}
          </Button>
        </Space>
      }
    >
      <FilterBar filters={filters}>
        <DayRange filters={filters} />
        <FilterSelect
          filters={filters}
          name="kind"
          placeholder={t('deposit.what')}
          choices={LINE_KINDS.map((kind) => ({ value: kind, label: t(`depositLine.${kind}`) }))}
        />
      </FilterBar>
      <KeysetTable<DepositLine>
        list={list}
        columns={columns(t)}
        rowKey={(line) => line.id}
        label={t('deposit.lines')}
        empty={
          filters.active ? (
            <EmptyState title={t('empty.noMatch')} hint={t('empty.noMatchHint')} />
          ) : (
            <EmptyState title={t('deposit.noLines')} hint={t('deposit.noLinesHint')} />
          )
        }
        testId="deposit-lines-table"
      />
    </Panel>
  );
}

function columns(t: Texts): NonNullable<TableProps<DepositLine>['columns']> {
  return [
    { title: t('deposit.day'), dataIndex: 'businessOn', key: 'businessOn', className: 'number' },
    {
      title: t('deposit.what'),
      key: 'kind',
      render: (_, line) => <Status tone={line.kind === 'deposit' ? 'good' : 'quiet'}>{t(`depositLine.${line.kind}`)}</Status>,
    },
    { title: t('deposit.slipOrMonth'), dataIndex: 'reference', key: 'reference', className: 'number' },
    { title: t('deposit.amount'), key: 'amount', align: 'right', render: (_, line) => <Money minor={line.amountMinor} /> },
    { title: t('deposit.after'), key: 'after', align: 'right', render: (_, line) => <Money minor={line.balanceMinor} /> },
  ];
}
