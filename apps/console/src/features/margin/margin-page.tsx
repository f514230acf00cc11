import type { Margin, MarginRow } from '@tessera/contract';
import { lastDayOfMonth } from '@tessera/kernel';
import { Money, useNamed, useSettings } from '@tessera/ui';
import { App, Button, Skeleton, Table, type TableProps, Tag } from 'antd';
import { Count } from '../../shared/count.tsx';
import { DayRange } from '../../shared/day-range.tsx';
import { FilterBar, FilterSelect } from '../../shared/filter-bar.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, Facts, PageHeader, Panel } from '../../shared/page.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import { type Filters, useFilters } from '../../shared/use-filters.ts';
import { BreakagePanel } from './breakage-panel.tsx';
import { MarginLines } from './margin-lines.tsx';
import { DIMENSIONS, MARGIN_FILTERS, readBy, readRange, useMargin, useMarginFile } from './use-margin.ts';

/** What is left between bills and payables, taken apart step by step down to the transactions; and what points were never used. */
export function MarginPage() {
  const t = useTexts();
  const filters = useFilters(MARGIN_FILTERS);
  const margin = useMargin(filters);
  return (
    <>
      <PageHeader title={t('nav.margin')} note={t('margin.note')} actions={<Files filters={filters} />} />
      <div className="stack">
        <Panel flush testId="margin">
          <FilterBar filters={filters}>
            <DayRange filters={filters} />
            <FilterSelect
              filters={filters}
              name="by"
              placeholder={t('marginBy.month')}
              choices={DIMENSIONS.map((by) => ({ value: by, label: t(`marginBy.${by}`) }))}
            />
            {margin.data && <Chosen filters={filters} chosen={margin.data.chosen} />}
          </FilterBar>
          <ErrorNotice error={margin.error} onRetry={() => margin.refetch()} />
          {margin.isLoading && <Skeleton className="padded" active title={false} paragraph={{ rows: 6, width: '100%' }} />}
          {margin.data?.rows.length === 0 && <EmptyState title={t('margin.none')} hint={t('margin.noneHint')} />}
          {margin.data && margin.data.rows.length > 0 && <Rows filters={filters} margin={margin.data} />}
        </Panel>
        <MarginLines filters={filters} />
        <BreakagePanel filters={filters} />
      </div>
    </>
  );
}

function Files({ filters }: { filters: Filters }) {
  const t = useTexts();
  const { message } = App.useApp();
  const { locale } = useSettings();
  const file = useMarginFile(filters);
  const { from, to } = readRange(filters);
  const save = (format: 'xlsx' | 'csv' | 'pdf') =>
    file.mutate(
      { format, language: locale },
      { onSuccess: (bytes) => saveFile(`${t('nav.margin')} ${from} ${to}.${format}`, bytes), onError: () => message.error(t('settle.noFile')) },
    );
  return (
    <>
      <Button icon={<Icon name="statement" size={16} />} loading={file.isPending} onClick={() => save('pdf')} data-testid="margin-paper">
        {t('margin.pdf')}
      </Button>
      <Button icon={<Icon name="download" size={16} />} loading={file.isPending} onClick={() => save('csv')}>
        {t('margin.csv')}
      </Button>
      <Button icon={<Icon name="download" size={16} />} loading={file.isPending} onClick={() => save('xlsx')} data-testid="margin-file">
        {t('margin.xlsx')}
      </Button>
    </>
  );
}

/** What the table is narrowed to; each can be left again. */
function Chosen({ filters, chosen }: { filters: Filters; chosen: Margin['chosen'] }) {
  const named = useNamed();
  return chosen.map(({ by, name }) => (
    <Tag key={by} closable onClose={() => filters.set({ [by]: undefined })}>
      {named(name)}
    </Tag>
  ));
}

function Rows({ filters, margin }: { filters: Filters; margin: Margin }) {
  const t = useTexts();
  const named = useNamed();
  const by = readBy(filters);
  const titleOf = (row: MarginRow) => (by === 'month' ? row.key : named(row.name)) || '—';
  const { total } = margin;
  return (
    <>
      <div className="padded">
        <Facts
          columns={2}
          rows={[
            { label: t('filter.days'), value: <span className="number">{`${margin.from} – ${margin.to}`}</span> },
            { label: t('margin.bills'), value: <Money minor={total.billsMinor} /> },
            { label: t('margin.count'), value: <Count of={total.accrualCount} /> },
            { label: t('margin.payables'), value: <Money minor={total.payablesMinor} /> },
            { label: t('margin.points'), value: <Count of={total.points} /> },
            { label: t('margin.margin'), value: <Money minor={total.marginMinor} /> },
          ]}
        />
      </div>
      <ScrollFrame className="keyset" target=".ant-table-content" testId="margin-table">
        <Table<MarginRow>
          aria-label={t('nav.margin')}
          size="small"
          columns={columns(t, { heading: t(`marginBy.${by}`), titleOf, open: (key) => filters.set(opened(filters, key)) })}
          dataSource={margin.rows}
          rowKey={(row) => row.key ?? 'own'}
          pagination={margin.rows.length > PAGE_SIZE ? { pageSize: PAGE_SIZE, showSizeChanger: false } : false}
          scroll={{ x: 'max-content' }}
        />
      </ScrollFrame>
    </>
  );
}
const PAGE_SIZE = 50;

/** Into a row: narrowed to it, and taken apart by what comes next. */
function opened(filters: Filters, key: string): Record<string, string | undefined> {
  const by = readBy(filters);
  const next = DIMENSIONS[DIMENSIONS.indexOf(by) + 1] ?? by;
  if (by !== 'month') return { [by]: key, by: next };
  const { from, to } = readRange(filters);
  const lastDay = lastDayOfMonth(key);
  return { from: from > `${key}-01` ? from : `${key}-01`, to: to < lastDay ? to : lastDay, by: next };
}

type Opening = { heading: string; titleOf: (row: MarginRow) => string; open: (key: string) => void };

function columns(t: Texts, { heading, titleOf, open }: Opening): NonNullable<TableProps<MarginRow>['columns']> {
  type Sum = 'billsMinor' | 'payablesMinor' | 'marginMinor';
  const amount = (title: string, of: Sum) => ({
    title,
    key: of,
    align: 'right' as const,
    sorter: (a: MarginRow, b: MarginRow) => a[of] - b[of],
    render: (_: unknown, row: MarginRow) => <Money minor={row[of]} />,
  });
  return [
    {
      title: heading,
      key: 'key',
      sorter: (a, b) => titleOf(a).localeCompare(titleOf(b)),
      // The operator's own programmes are no organization to narrow to.
      render: (_, row) =>
        row.key === null ? (
          titleOf(row)
        ) : (
          <Button type="link" size="small" onClick={() => open(row.key ?? '')} data-testid="margin-row">
            {titleOf(row)}
          </Button>
        ),
    },
    { title: t('margin.count'), key: 'count', align: 'right', render: (_, row) => <Count of={row.accrualCount} /> },
    { title: t('margin.points'), key: 'points', align: 'right', render: (_, row) => <Count of={row.points} /> },
    amount(t('margin.bills'), 'billsMinor'),
    amount(t('margin.payables'), 'payablesMinor'),
    amount(t('margin.margin'), 'marginMinor'),
  ];
}
