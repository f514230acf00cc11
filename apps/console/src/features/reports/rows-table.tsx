import type { ReportDimension, ReportRow } from '@tessera/contract';
import { REPORT_WAYS } from '@tessera/contract/report-kinds';
import { Money, useSettings } from '@tessera/ui';
import { Button, Table, type TableProps } from 'antd';
import { Link } from 'react-router';
import { Count } from '../../shared/count.tsx';
import { EmptyState } from '../../shared/page.tsx';
import { ScrollFrame } from '../../shared/scroll-frame.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useLists } from './report-figures.tsx';
import type { ReportQuery } from './use-reports.ts';

/** Which filter of the page a row of this dimension sets. */
export const FILTER_OF: Partial<Record<ReportDimension, 'merchant' | 'shop' | 'region' | 'department' | 'memberKind'>> = {
  merchant: 'merchant',
  shop: 'shop',
  region: 'region',
  department: 'department',
  memberKind: 'memberKind',
};
const ROWS_PER_PAGE = 20;

export function useNameOf(by: ReportDimension): (row: ReportRow) => string {
  const t = useTexts();
  const { locale } = useSettings();
  return (row) => {
    if (by === 'day') return row.key ?? '';
    if (by === 'hour' && row.key) return `${row.key}:00–${row.key}:59`;
    if (by === 'memberKind' && row.key) return KINDS.has(row.key) ? t(`memberKind.${row.key as 'student'}`) : row.key; // One of the kinds, as the set says.
    if (by === 'way' && row.key) return WAYS.has(row.key) ? t(`report.way.${row.key as 'card'}`) : row.key; // One of the ways, as the set says.
    return (locale === 'en' && row.nameEn) || row.name || t('report.none');
  };
}
const KINDS: ReadonlySet<string> = new Set(['student', 'staff', 'visitor', 'customer', 'guardian', 'anonymous']);
const WAYS: ReadonlySet<string> = new Set(REPORT_WAYS);
/** Only what was redeemed has them. */
export const REDEEMED: ReadonlySet<ReportDimension> = new Set(['item', 'category', 'issuer']);

/** The figures behind a drawing, to sort, to read aloud and to go on from. */
export function RowsTable(props: {
  rows: readonly ReportRow[];
  by: ReportDimension;
  query: ReportQuery;
  isIssuer: boolean;
  onNarrow?: (row: ReportRow) => void;
}) {
  const t = useTexts();
  const nameOf = useNameOf(props.by);
  const listOf = useListOf(props.query, props.by);
  const isRedeemed = REDEEMED.has(props.by);
  const money: NonNullable<TableProps<ReportRow>['columns']> = [
    figure(t('report.payments'), 'paymentCount'),
    figure(t('report.paid'), 'paidMinor', 'money'),
    figure(t('report.refunded'), 'refundedMinor', 'money'),
    figure(t('report.net'), 'netMinor', 'money'),
  ];
  const columns: NonNullable<TableProps<ReportRow>['columns']> = [
    {
      title: t(`report.by.${props.by}`),
      key: 'name',
      sorter: (a, b) => nameOf(a).localeCompare(nameOf(b), 'zh-CN'),
      render: (_, row) =>
        props.onNarrow && row.key ? (
          <Button type="link" className="report-narrow" title={t('report.narrow', { name: nameOf(row) })} onClick={() => props.onNarrow?.(row)}>
            {nameOf(row)}
          </Button>
        ) : (
          nameOf(row)
        ),
    },
    ...(props.isIssuer || isRedeemed ? [] : money),
    figure(t('report.redemptions'), 'redemptionCount'),
    figure(t('report.points'), 'points'),
    ...(isRedeemed && !props.isIssuer && props.by !== 'issuer' ? [figure(t('report.redeemedCash'), 'redeemedCashMinor', 'money')] : []),
    {
      title: <span className="hidden-word">{t('field.acts')}</span>,
      key: 'list',
      align: 'right',
      render: (_, row) => {
        const to = listOf(row);
        return to && <Link to={to}>{t(props.by === 'day' ? 'report.openDay' : 'report.openList')}</Link>;
      },
    },
  ];
  return (
    <ScrollFrame target=".ant-table-content">
      <Table<ReportRow>
        aria-label={t(`report.by.${props.by}`)}
        size="small"
        columns={columns}
        dataSource={[...props.rows]}
        rowKey={(row) => row.key ?? ''}
        pagination={{ pageSize: ROWS_PER_PAGE, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyState compact title={t('report.empty')} /> }}
        scroll={{ x: 'max-content' }}
      />
    </ScrollFrame>
  );
}

type Figure = 'paymentCount' | 'paidMinor' | 'refundedMinor' | 'netMinor' | 'redemptionCount' | 'points' | 'redeemedCashMinor';

function figure(title: string, key: Figure, shape: 'money' | 'count' = 'count') {
  return {
    title,
    key,
    align: 'right' as const,
    sorter: (a: ReportRow, b: ReportRow) => a[key] - b[key],
    render: (_: unknown, row: ReportRow) => (shape === 'money' ? <Money minor={row[key]} /> : <Count of={row[key]} />),
  };
}

/** The list behind a row, where one can be narrowed to it. */
function useListOf(query: ReportQuery, by: ReportDimension): (row: ReportRow) => string | undefined {
  const lists = useLists(query);
  const narrowed = (address: string | undefined, more: Record<string, string>) => {
    if (!address) return undefined;
    const [path, search] = address.split('?');
    return `${path}?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(search)), ...more })}`;
  };
  return ({ key, paymentCount }) => {
    if (!key) return undefined;
    const list = paymentCount > 0 ? lists.payments() : lists.redemptions;
    if (by === 'day') return narrowed(list, { from: key, to: key });
    if (by === 'merchant') return narrowed(list, { merchant: key });
    if (by === 'item') return narrowed(lists.redemptions, { item: key });
    if (by === 'terminal') return narrowed(paymentCount > 0 ? lists.payments() : undefined, { terminal: key });
    if (by === 'issuer') return narrowed(lists.redemptions, { issuer: key });
    return undefined;
  };
}
