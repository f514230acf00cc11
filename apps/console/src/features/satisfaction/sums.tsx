import type { VerdictTally } from '@tessera/contract';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../shared/notices.tsx';
import { Stars } from '../../shared/stars.tsx';
import { type Texts, useTexts } from '../../shared/texts.ts';
import type { Filters } from '../../shared/use-filters.ts';
import { servedText } from './served-text.ts';
import type { useVerdictSums } from './use-satisfaction.ts';

type Numbers = NonNullable<ReturnType<typeof useVerdictSums>['data']>;
const ROWS_SHOWN = 6;
const HIGHEST = 5;

/** Altogether, by week, by who served and by what was served; a name narrows the page to it. */
export function Sums({ sums, filters }: { sums: ReturnType<typeof useVerdictSums>; filters: Filters }) {
  const t = useTexts();
  if (sums.isPending) return <Skeleton className="padded" active title={false} paragraph={{ rows: 6 }} />;
  if (!sums.data) return <ErrorNotice error={sums.error} onRetry={() => sums.refetch()} />;
  const { whole, byAgent, byKind, byWeek } = sums.data;
  if (whole.average === null) return null;
  return (
    <div className="verdict-sums" data-testid="verdict-sums">
      <Part title={t('satisfaction.whole')}>
        <div className="verdict-whole">
          <strong className="number">{whole.average.toFixed(1)}</strong>
          <span>
            <Stars count={whole.average} />
            <br />
            <small>{t('satisfaction.count', { count: whole.count })}</small>
          </span>
        </div>
        <Spread counts={whole.counts} />
      </Part>
      <Part title={t('satisfaction.byWeek')}>
        <Weeks weeks={byWeek} />
      </Part>
      <Part title={t('satisfaction.byAgent')}>
        <Tallies
          rows={byAgent.map((row) => ({
            ...row,
            key: row.staffId ?? '',
            name: row.staffId ? <Narrow filters={filters} by={{ agent: row.staffId }} text={row.name} /> : t('satisfaction.nobody'),
          }))}
          heading={t('satisfaction.agent')}
        />
      </Part>
      <Part title={t('satisfaction.byKind')}>
        <Tallies
          rows={byKind.map((row) => ({
            ...row,
            key: row.kind,
            name: <Narrow filters={filters} by={{ kind: row.kind }} text={servedText(t, row.kind)} />,
          }))}
          heading={t('satisfaction.served')}
        />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="verdict-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Narrow({ filters, by, text }: { filters: Filters; by: Record<string, string>; text: string }) {
  return (
    <Button type="link" className="flush-link" onClick={() => filters.set(by)}>
      {text}
    </Button>
  );
}

/** How many gave each score, the best first. */
function Spread({ counts }: { counts: readonly number[] }) {
  const t = useTexts();
  const most = Math.max(1, ...counts);
  return (
    <ol className="verdict-spread">
      {counts
        .map((count, index) => ({ score: index + 1, count }))
        .reverse()
        .map(({ score, count }) => (
          <li key={score} aria-label={t('satisfaction.of', { score, count })}>
            <span>{score}</span>
            <span className="verdict-bar">
              <span style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span className="number">{count}</span>
          </li>
        ))}
    </ol>
  );
}

function Weeks({ weeks }: { weeks: Numbers['byWeek'] }) {
  const t = useTexts();
  return (
    <ol className="verdict-weeks">
      {weeks.map(({ monday, average, count }) => (
        <li key={monday} title={`${t('satisfaction.week')} ${monday} · ${average.toFixed(1)} · ${t('satisfaction.count', { count })}`}>
          <span className="number">{average.toFixed(1)}</span>
          <span className="verdict-column">
            <span style={{ height: `${(100 * average) / HIGHEST}%` }} />
          </span>
          <small>{monday.slice(5)}</small>
        </li>
      ))}
    </ol>
  );
}

type Row = VerdictTally & { key: string; name: ReactNode };

function Tallies({ rows, heading }: { rows: Row[]; heading: string }) {
  const t = useTexts();
  return (
    <Table<Row>
      size="small"
      rowKey="key"
      dataSource={rows}
      columns={tallyColumns(t, heading)}
      pagination={{ pageSize: ROWS_SHOWN, hideOnSinglePage: true, size: 'small', showSizeChanger: false }}
      scroll={{ x: 'max-content' }}
    />
  );
}

function tallyColumns(t: Texts, heading: string): NonNullable<TableProps<Row>['columns']> {
  return [
    { title: heading, dataIndex: 'name' },
    {
      title: t('satisfaction.average'),
      key: 'average',
      align: 'right',
      className: 'number',
      sorter: (one, other) => one.average - other.average,
      render: (_, { average }) => average.toFixed(1),
    },
    {
      title: t('satisfaction.number'),
      dataIndex: 'count',
      align: 'right',
      className: 'number',
      sorter: (one, other) => one.count - other.count,
    },
    {
      title: t('satisfaction.spread'),
      key: 'spread',
      align: 'right',
      className: 'number',
      render: (_, { counts }) => [...counts].reverse().join(' · '),
    },
  ];
}
