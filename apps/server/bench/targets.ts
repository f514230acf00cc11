import type { LineName } from './lines.ts';
import { median } from './statistics.ts';

/** What the table says of one line: medians over its rounds. */
export type Row = {
  readonly name: LineName;
  readonly tps: number;
  /** Times the yardstick, round by round; absent without a yardstick. */
  readonly ratio?: number;
  /** The yardstick's processor time of all parties by this line's: the ratio that a machine without other programs tends to. */
  readonly costRatio?: number;
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  readonly databaseMicros?: number;
  readonly serverMicros?: number;
  readonly workerMicros?: number;
  readonly benchMicros?: number;
  readonly generatorShare?: number;
  /** Of each round. */
  readonly othersShares: readonly number[];
  readonly tpsOfRounds: readonly number[];
};

export type Verdict = { readonly target: string; readonly reached: string; readonly isMet: boolean };
type Rows = ReadonlyMap<LineName, Row>;

const MEGABYTE = 1024 * 1024;
const MEMORY_MAX_MB = 400;

/** Each target whose lines were measured. Ratios compare rounds of one run, since the machine is not the same from run to run. */
export function judge(rows: Rows, serverPeakBytes: number | undefined): Verdict[] {
  const peakMb = serverPeakBytes === undefined ? undefined : serverPeakBytes / MEGABYTE;
  return [
    ...rate(rows, 'ledger', { name: 'ledgerSpread', least: 6 }),
    ...rate(rows, 'WebSocket', { name: 'socketSpread', least: 4 }),
    ...rate(rows, 'bulk', { name: 'bulkSpread', least: 4 }),
    ...rate(rows, 'HTTP', { name: 'httpSpread', least: 2 }),
    ...atLeast('one merchant ≥ 0.95 of spread: ledger', quotient(rows, 'ledgerHot', 'ledgerSpread'), 0.95),
    ...atLeast('one merchant ≥ 0.95 of spread: HTTP', quotient(rows, 'httpHot', 'httpSpread'), 0.95),
    ...atLeast('one merchant ≥ 0.95 of spread: WebSocket', quotient(rows, 'socketHot', 'socketSpread'), 0.95),
    ...atLeast('one merchant ≥ 0.95 of spread: bulk', quotient(rows, 'bulkHot', 'bulkSpread'), 0.95),
    ...atMost('1 M wallets ≤ 1.3 × the processor time at 10 k', costQuotient(rows), { most: 1.3, unit: '' }),
    ...latency(rows, 'p99 ≤ 100 ms at 200 clients', { http: 'httpSpread', WebSocket: 'socketSpread', most: 100 }),
    ...latency(rows, 'p99 ≤ 25 ms at a third of the peak', { http: 'httpThird', WebSocket: 'socketThird', bulk: 'bulkThird', most: 25 }),
    ...atMost(`server’s memory ≤ ${MEMORY_MAX_MB} MB`, peakMb, { most: MEMORY_MAX_MB, unit: ' MB' }),
  ];
}

/** Judged by the rate. Under load of others a server of one thread falls behind sixteen sessions, so the ratio of costs stands beside it. */
function rate(rows: Rows, what: string, line: { readonly name: LineName; readonly least: number }): Verdict[] {
  const row = rows.get(line.name);
  const cost = row?.costRatio === undefined ? '' : ` (by processor time ${row.costRatio.toFixed(2)})`;
  return atLeast(`${what} ≥ ${line.least} × tpcb-like`, row?.ratio, line.least).map((verdict) => ({ ...verdict, reached: verdict.reached + cost }));
}

function atLeast(target: string, reached: number | undefined, least: number): Verdict[] {
  return reached === undefined ? [] : [{ target, reached: reached.toFixed(2), isMet: reached >= least }];
}

function atMost(target: string, reached: number | undefined, bound: { readonly most: number; readonly unit: string }): Verdict[] {
  return reached === undefined
    ? []
    : [{ target, reached: `${reached.toFixed(bound.unit === '' ? 2 : 0)}${bound.unit}`, isMet: reached <= bound.most }];
}

function latency(rows: Rows, target: string, doors: { http: LineName; WebSocket: LineName; bulk?: LineName; most: number }): Verdict[] {
  const { most, http, WebSocket, bulk } = doors;
  const named = { HTTP: http, WebSocket, ...(bulk && { bulk }) };
  return Object.entries(named).flatMap(([door, name]) => atMost(`${target}: ${door}`, rows.get(name)?.p99Ms, { most, unit: ' ms' }));
}

/** Of the same round, then the median: a busy second falls on neighbours alike. */
function quotient(rows: Rows, name: LineName, beside: LineName): number | undefined {
  const [row, other] = [rows.get(name), rows.get(beside)];
  return row && other && median(row.tpsOfRounds.map((tps, round) => tps / (other.tpsOfRounds[round] ?? Number.NaN)));
}

function costQuotient(rows: Rows): number | undefined {
  const costOf = (row: Row | undefined) =>
    row?.databaseMicros !== undefined && row.benchMicros !== undefined ? row.databaseMicros + row.benchMicros : undefined;
  const [large, small] = [costOf(rows.get('ledgerLarge')), costOf(rows.get('ledgerSpread'))];
  return large !== undefined && small !== undefined ? large / small : undefined;
}
