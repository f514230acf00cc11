import type { ReportDimension, ReportRow } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Select } from 'antd';
import { Drawn } from '../../shared/drawn.tsx';
import { useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { FILTER_OF, REDEEMED, RowsTable, useNameOf } from './rows-table.tsx';
import type { ReportQuery, useReportRows } from './use-reports.ts';

/** Bars that a screen shows; the table has them all. */
const BARS_MAX = 12;
const MEASURES = { points: 'report.points', redemptionCount: 'report.redemptions', netMinor: 'report.net' } as const;

/** A ranking by one dimension. A bar and a row narrow the whole page to what they stand for. */
export function Breakdown(props: {
  filters: Filters;
  query: ReportQuery;
  by: ReportDimension;
  dimensions: readonly ReportDimension[];
  rows: ReturnType<typeof useReportRows>;
  isIssuer: boolean;
}) {
  const t = useTexts();
  const { filters, by, query, isIssuer } = props;
  const nameOf = useNameOf(by);
  const items: readonly ReportRow[] = props.rows.data?.items ?? [];
  const measure = isIssuer || by === 'issuer' ? 'points' : REDEEMED.has(by) ? 'redemptionCount' : 'netMinor';
  const top = by === 'hour' ? items : items.slice(0, BARS_MAX);
  const filter = FILTER_OF[by];
  const narrow = (row: ReportRow | undefined) => filter && row?.key && filters.set({ [filter]: row.key });
  return (
    <Drawn
      title={t('report.breakdown')}
      testId="report-breakdown"
      extra={
        <Select
          size="small"
          aria-label={t('report.dimension')}
          value={by}
          options={props.dimensions.map((value) => ({ value, label: t(`report.by.${value}`) }))}
          popupMatchSelectWidth={false}
          onChange={(value) => filters.set({ by: value })}
          data-testid="report-by"
        />
      }
      chart={{
        kind: 'bars',
        title: `${t(`report.by.${by}`)} · ${t(MEASURES[measure])}`,
        labels: top.map(nameOf),
        values: top.map((row) => row[measure]),
        format: measure === 'netMinor' ? (value) => formatMoney(toMinor(Math.round(value))) : String,
        ...(filter && { onPick: (index: number) => narrow(top[index]) }),
      }}
      table={<RowsTable rows={items} by={by} query={query} isIssuer={isIssuer} {...(filter && { onNarrow: narrow })} />}
    />
  );
}
