import { useSettings } from '@tessera/ui';
import { Segmented, Skeleton } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { ChartProps } from './chart.tsx';
import { Panel } from './page.tsx';
import { useTexts } from './texts.ts';
import './drawn.css';

const Chart = lazy(() => import('./chart.tsx').then((m) => ({ default: m.Chart })));

/** Figures as a drawing or as a table, whichever somebody reads better. */
export function Drawn(props: {
  title: string;
  extra?: ReactNode;
  chart: Omit<ChartProps, 'title' | 'scheme'> & { title: string };
  table: ReactNode;
  note?: ReactNode;
  testId: string;
}) {
  const t = useTexts();
  const { scheme } = useSettings();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const ways = [
    { value: 'chart' as const, label: t('report.asChart') },
    { value: 'table' as const, label: t('report.asTable') },
  ];
  return (
    <Panel
      flush
      title={props.title}
      testId={props.testId}
      extra={
        <span className="drawn-extra">
          {props.extra}
          <Segmented aria-label={props.title} size="small" value={shown} options={ways} onChange={setShown} />
        </span>
      }
    >
      {props.note && <p className="drawn-note">{props.note}</p>}
      {shown === 'chart' && props.chart.labels.length > 0 && (
        <Suspense fallback={<Skeleton className="padded" active title={false} paragraph={{ rows: 6 }} />}>
          <Chart {...props.chart} title={t('report.chartLabel', { title: props.chart.title })} scheme={scheme} />
        </Suspense>
      )}
      {(shown === 'table' || props.chart.labels.length === 0) && props.table}
    </Panel>
  );
}
