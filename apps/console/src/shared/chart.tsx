import { palette } from '@tessera/ui';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

echarts.use([LineChart, BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export type ChartProps = {
  kind: 'line' | 'bars';
  title: string;
  labels: readonly string[];
  values: readonly number[];
  /** Of the same places, before. */
  before?: { title: string; values: readonly number[] };
  format: (value: number) => string;
  scheme: 'light' | 'dark';
  onPick?: (index: number) => void;
};

const BAR_PX = 34;
const LINE_PX = 280;

/** A drawing of figures that stand in a table beside it; loaded by pages that draw, and by no other. */
export function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);
  const picked = useRef(props.onPick);
  picked.current = props.onPick;
  const height = props.kind === 'line' ? LINE_PX : Math.max(120, props.labels.length * BAR_PX + 24);
  useEffect(() => {
    if (!place.current) return undefined;
    const drawn = echarts.init(place.current, undefined, { renderer: 'svg' });
    chart.current = drawn;
    drawn.on('click', ({ dataIndex }) => picked.current?.(dataIndex));
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.resize({ height });
    chart.current?.setOption(optionOf(props), { notMerge: true });
  });
  return <div ref={place} className="drawn-chart" style={{ height }} role="img" aria-label={props.title} />;
}

/** Pure. */
function optionOf({ kind, title, labels, values, before, format, scheme, onPick }: ChartProps) {
  const { jade, amber, ink, line, surface } = palette[scheme];
  const quiet = scheme === 'dark' ? '#93a1ad' : '#5c6a77';
  const words = { color: quiet, fontSize: 12 };
  const names = {
    type: 'category' as const,
    data: [...labels],
    axisLabel: words,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: line } },
  };
  const amounts = {
    type: 'value' as const,
    axisLabel: { ...words, hideOverlap: true, formatter: (value: number) => format(value) },
    splitLine: { lineStyle: { color: line } },
    splitNumber: 4,
  };
  const common = {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 300,
    aria: { enabled: false },
    grid: { left: 8, right: 24, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis' as const,
      backgroundColor: surface,
      borderColor: line,
      textStyle: { color: ink, fontSize: 13 },
      valueFormatter: (value: unknown) => format(Number(value)),
    },
  };
  if (kind === 'bars') {
    return {
      ...common,
      xAxis: amounts,
      yAxis: { ...names, inverse: true, axisLabel: { ...words, width: 120, overflow: 'truncate' as const } },
      series: barsOf({ title, values, before, onPick }, { jade, amber }),
    };
  }
  const drawn = { type: 'line' as const, showSymbol: labels.length < 2, symbolSize: 6 };
  return {
    ...common,
    xAxis: names,
    yAxis: amounts,
    series: [
      { ...drawn, name: title, data: [...values], color: jade, lineStyle: { width: 2.5 }, areaStyle: { color: jade, opacity: 0.1 } },
      ...(before
        ? [{ ...drawn, name: before.title, data: [...before.values], color: amber, lineStyle: { width: 1.5, type: 'dashed' as const } }]
        : []),
    ],
  };
}

/** Thin beside them what they were before. Pure. */
function barsOf({ title, values, before, onPick }: Pick<ChartProps, 'title' | 'values' | 'before' | 'onPick'>, ink: { jade: string; amber: string }) {
  const bar = { type: 'bar' as const, cursor: onPick ? 'pointer' : 'default' };
  const now = { ...bar, name: title, data: [...values], barMaxWidth: 18, itemStyle: { color: ink.jade, borderRadius: [0, 4, 4, 0] } };
  if (!before) return [now];
  return [now, { ...bar, name: before.title, data: [...before.values], barMaxWidth: 6, itemStyle: { color: ink.amber, borderRadius: [0, 3, 3, 0] } }];
}
