import { availableParallelism, totalmem } from 'node:os';
import type { Books } from './books.ts';
import { LINES, type LineName } from './lines.ts';
import type { Measured } from './measured.ts';
import type { Party } from './processor.ts';
import { median } from './statistics.ts';
import { judge, type Row, type Verdict } from './targets.ts';

/** Of all processor time: a round that others disturbed more says little. */
export const OTHERS_SHARE_MAX = 0.15;
const GIGABYTE = 1024 ** 3;

export type Rounds = ReadonlyMap<LineName, readonly Measured[]>;
export type Result = {
  readonly machine: { readonly processors: number; readonly memoryGb: number; readonly node: string; readonly postgresql: string };
  readonly rows: readonly Row[];
  readonly serverPeakMb: number | undefined;
  readonly refusals: Readonly<Record<string, number>>;
  readonly books: Books;
  readonly verdicts: readonly Verdict[];
};

export function resultOf(run: {
  readonly rounds: Rounds;
  readonly version: string;
  readonly serverPeakBytes: number | undefined;
  readonly refusals: Readonly<Record<string, number>>;
  readonly books: Books;
}): Result {
  const yardstick = run.rounds.get('yardstick');
  const rows = [...run.rounds].map(([name, rounds]) => rowOf(name, rounds, yardstick));
  return {
    machine: {
      processors: availableParallelism(),
      memoryGb: Math.round(totalmem() / GIGABYTE),
      node: process.versions.node,
      postgresql: run.version,
    },
    rows,
    serverPeakMb: run.serverPeakBytes === undefined ? undefined : Math.round(run.serverPeakBytes / 1024 ** 2),
    refusals: run.refusals,
    books: run.books,
    verdicts: judge(new Map(rows.map((row) => [row.name, row])), run.serverPeakBytes),
  };
}

function rowOf(name: LineName, rounds: readonly Measured[], yardstick: readonly Measured[] | undefined): Row {
  const ratios = rounds.flatMap(({ tps }, round) => tps / (yardstick?.[round]?.tps ?? Number.NaN)).filter(Number.isFinite);
  const costs = rounds.flatMap((one, round) => costOf(yardstick?.[round]) / costOf(one)).filter(Number.isFinite);
  const middle = (read: (one: Measured) => number | undefined): number | undefined => {
    const values = rounds.map(read).filter((value) => value !== undefined);
    return values.length > 0 ? median(values) : undefined;
  };
  const cpu = (party: Party) => middle(({ cpuMicros }) => cpuMicros[party]);
  return withoutGaps({
    name,
    tps: median(rounds.map(({ tps }) => tps)),
    ratio: ratios.length > 0 ? median(ratios) : undefined,
    costRatio: costs.length > 0 ? median(costs) : undefined,
    p50Ms: middle(({ p50Ms }) => p50Ms),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    databaseMicros: cpu('database'),
    serverMicros: cpu('server'),
    workerMicros: cpu('worker'),
    benchMicros: cpu('bench'),
    generatorShare: middle(({ generatorShare }) => generatorShare),
    othersShares: rounds.map(({ othersShare }) => othersShare),
    tpsOfRounds: rounds.map(({ tps }) => tps),
  });
}

/** Processor time per charge of everybody who took part. */
function costOf(one: Measured | undefined): number {
  const micros = Object.values(one?.cpuMicros ?? {});
  return micros.length > 0 ? micros.reduce((sum, party) => sum + party, 0) : Number.NaN;
}

function withoutGaps(row: { [Key in keyof Row]: Row[Key] | undefined }): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Row; // What Row requires is never undefined above.
}

const HEADINGS = ['', 'charges/s', '× tpcb', '× by cost', 'p50 ms', 'p99 ms', 'database µs', 'Node µs', 'generator', 'others, by round'] as const;

/** The whole result as lines of text. Processor time is per charge; Node's is the server's, or the bench's own for the ledger without a server. */
export function textOf(result: Result): string[] {
  const { machine } = result;
  const cells = result.rows.map(cellsOf);
  const widths = HEADINGS.map((heading, column) => Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const lineOf = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return [
    '',
    `${machine.processors} processors, ${machine.memoryGb} GB, PostgreSQL ${machine.postgresql}, Node ${machine.node}; medians over rounds; processor time per charge`,
    '',
    lineOf(HEADINGS),
    ...cells.map(lineOf),
    '',
    ...remarksOf(result),
    '',
    ...result.verdicts.map(({ target, reached, isMet }) => `${isMet ? '✓' : '✗'} ${target}: ${reached}`),
  ];
}

function cellsOf(row: Row): string[] {
  const fixed = (value: number | undefined, digits: number) => value?.toFixed(digits) ?? '';
  const nodeMicros = row.name === 'projection' ? row.workerMicros : row.generatorShare === undefined ? row.benchMicros : row.serverMicros;
  return [
    LINES[row.name],
    fixed(row.tps, 0),
    fixed(row.ratio, 2),
    fixed(row.costRatio, 2),
    fixed(row.p50Ms, 1),
    fixed(row.p99Ms, 1),
    fixed(row.databaseMicros, 0),
    row.workerMicros === undefined || row.name === 'projection' ? fixed(nodeMicros, 0) : `${fixed(nodeMicros, 0)} + ${fixed(row.workerMicros, 0)}`,
    row.generatorShare === undefined ? '' : percent(row.generatorShare),
    row.othersShares.map((share) => `${percent(share)}${share > OTHERS_SHARE_MAX ? '!' : ''}`).join(' '),
  ];
}

function remarksOf({ rows, refusals, books, serverPeakMb }: Result): string[] {
  const disturbed = rows.flatMap((row) => row.othersShares).filter((share) => share > OTHERS_SHARE_MAX).length;
  const refused = Object.entries(refusals).map(([reason, count]) => `${count} × ${reason}`);
  return [
    ...(disturbed > 0
      ? [`! ${disturbed} rounds in which other programs took more than ${percent(OTHERS_SHARE_MAX)} of the machine: believe the ratios only.`]
      : []),
    ...(serverPeakMb === undefined ? [] : [`The server held at most ${serverPeakMb} MB.`]),
    refused.length > 0 ? `Not approved: ${refused.join(', ')}.` : 'Every charge was approved.',
    books.faults.length > 0
      ? `THE BOOKS ARE WRONG: ${books.faults.join('; ')}.`
      : `The books are right: ${books.transfers} transfers on ${books.pages} pages, trial balance zero, chain intact, and what the tills were told is what the ledger holds.`,
  ];
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
