import type { ReportDimension } from '@tessera/contract';
import { formatMoney, toMinor } from '@tessera/kernel';
import { Button, Dropdown, Skeleton } from 'antd';
import { Link } from 'react-router';
import { Drawn } from '../../shared/drawn.tsx';
import { Icon } from '../../shared/icons.tsx';
import { ErrorNotice } from '../../shared/notices.tsx';
import { EmptyState, PageHeader, Panel } from '../../shared/page.tsx';
import { useSession } from '../../shared/session.tsx';
import { Time } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useFilters } from '../../shared/use-filters.ts';
import { Breakdown } from './breakdown.tsx';
import { mailSearch } from './mail-search.ts';
import { ReportFiguresPanel } from './report-figures.tsx';
import { ReportFilters } from './report-filters.tsx';
import { RowsTable } from './rows-table.tsx';
import { Segments } from './segments.tsx';
import { FILTERS, type ReportQuery, useDimensions, useExportReport, useReport, useReportQuery, useReportRows } from './use-reports.ts';
import './reports.css';

const ALL = [...FILTERS, 'by'] as const;

/** What was paid and redeemed in a range of days, as far as the reader's organization may know. */
export function ReportsPage() {
  const t = useTexts();
  const filters = useFilters(ALL);
  const query = useReportQuery(filters);
  const dimensions = useDimensions();
  const by = filters.pick('by', dimensions) ?? dimensions[0] ?? 'day';
  const report = useReport(query);
  const rows = useReportRows(query, by);
  const isIssuer = useSession().staff?.organizationKind === 'issuer';
  const names = Object.fromEntries((rows.data?.items ?? []).flatMap(({ key, name }) => (key && name ? [[key, name]] : [])));
  const found = report.data;
  const isEmpty = found && found.figures.paymentCount + found.figures.refundCount + found.figures.redemptionCount === 0;
  return (
    <>
      <PageHeader title={t('nav.reports')} note={t(isIssuer ? 'report.noteIssuer' : 'report.note')} actions={<Export query={query} by={by} />} />
      <div className="stack">
        <Panel flush>
          <ReportFilters filters={filters} query={query} names={names} />
          <p className="report-note">
            {found?.madeAt ? (
              <>
                {t('report.compare', { days: daysOf(query), from: found.beforeFrom, to: found.beforeTo })} · {t('report.madeAt', { at: '' })}
                <Time at={found.madeAt} />
              </>
            ) : (
              t('report.notMade')
            )}
          </p>
        </Panel>
        <ErrorNotice error={report.error} onRetry={() => report.refetch()} />
        {report.isPending && (
          <Panel>
            <Skeleton active paragraph={{ rows: 8 }} />
          </Panel>
        )}
        {found && <ReportFiguresPanel report={found} query={query} />}
        {isEmpty && (
          <Panel>
            <EmptyState title={t('report.empty')} hint={t('report.emptyHint')} />
          </Panel>
        )}
        {found && !isEmpty && (
          <>
            <Trend query={query} isIssuer={isIssuer} />
            <Breakdown filters={filters} query={query} by={by} dimensions={dimensions} rows={rows} isIssuer={isIssuer} />
            <Segments query={query} />
          </>
        )}
      </div>
    </>
  );
}

function daysOf({ from, to }: ReportQuery): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

function Trend({ query, isIssuer }: { query: ReportQuery; isIssuer: boolean }) {
  const t = useTexts();
  const rows = useReportRows(query, 'day');
  const items = rows.data?.items ?? [];
  const title = t(isIssuer ? 'report.points' : 'report.net');
  return (
    <Drawn
      title={t('report.trend')}
      testId="report-trend"
      chart={{
        kind: 'line',
        title,
        labels: items.map(({ key }) => key ?? ''),
        values: items.map((row) => (isIssuer ? row.points : row.netMinor)),
        format: isIssuer ? String : (value) => formatMoney(toMinor(Math.round(value))),
      }}
      table={<RowsTable rows={items} by="day" query={query} isIssuer={isIssuer} />}
    />
  );
}

function Export({ query, by }: { query: ReportQuery; by: ReportDimension }) {
  const t = useTexts();
  const save = useExportReport(t('nav.reports'));
  const items = (['csv', 'xlsx'] as const).map((format) => ({
    key: format,
    label: t(format === 'csv' ? 'report.exportCsv' : 'report.exportXlsx'),
    onClick: () => save.mutate({ ...query, by, format }),
  }));
  return (
    <>
      <Link to={`/reports/mail?${mailSearch(query, by)}`} data-testid="report-mail">
        <Button tabIndex={-1}>{t('reportMail.title')}</Button>
      </Link>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<Icon name="download" size={16} />} loading={save.isPending} data-testid="report-export">
          {t('export.open')}
        </Button>
      </Dropdown>
      <ErrorNotice error={save.error} />
    </>
  );
}
