/**
 * The whole charge path beside its yardstick, in alternating rounds on one cluster, so that a busy machine slows both.
 * `npm run bench`; its options are in options.ts.
 */
import { checkBooks } from './books.ts';
import { openGround } from './ground.ts';
import { type Bench, LINES, type Line, type LineName, peakLines, pidsOf, prepareBench, thirdLines, warmUp, workerLines } from './lines.ts';
import type { Measured } from './measured.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { peakMemoryBytes } from './processor.ts';
import { catchUp, measureProjection, skipJournal } from './projection.ts';
import { percent, type Result, resultOf, textOf } from './report.ts';
import { median } from './statistics.ts';
import { findYardstick, HOW_TO_GET_PGBENCH } from './yardstick.ts';

const CATCH_UP_SECONDS = 60;

/** Everything measured so far, by line; `others` holds what counts for the books only. */
type Notes = { readonly rounds: Map<LineName, Measured[]>; readonly others: Measured[]; readonly say: (text: string) => void };

async function bench(options: Options, say: Notes['say']): Promise<Result> {
  const ground = await openGround(process.env.BENCH_DATABASE_URL);
  try {
    const yardstick = await findYardstick(ground.database.ownerUrl);
    if (!yardstick) say(HOW_TO_GET_PGBENCH);
    say('Opening a million wallets, and a campus of ten thousand members …');
    const prepared = await prepareBench(ground, options, yardstick);
    const notes: Notes = { rounds: new Map(), others: [], say };
    const serverPeakBytes = await measureAll(prepared, notes).finally(() => stopAll(prepared));
    say('Checking the books …');
    const all = [...notes.rounds.values()].flat().concat(notes.others);
    const sumOf = (read: (one: Measured) => number) => all.reduce((sum, one) => sum + read(one), 0);
    const books = await checkBooks(ground.database, { count: sumOf((one) => one.approvedCount), minor: sumOf((one) => one.approvedMinor) });
    return resultOf({ rounds: notes.rounds, version: ground.version, serverPeakBytes, refusals: refusalsOf(all), books });
  } finally {
    await ground.close();
  }
}

async function stopAll({ generator, server }: Bench): Promise<void> {
  await generator.stop();
  await server.stop();
}

/** Answers the most memory that the server held. */
async function measureAll(prepared: Bench, notes: Notes): Promise<number | undefined> {
  const { options, server } = prepared;
  notes.others.push(...(await warmUp(prepared)));
  await inRounds(peakLines(prepared), options.rounds, notes);
  const peakTps = (name: LineName) => median((notes.rounds.get(name) ?? []).map(({ tps }) => tps));
  await inRounds(thirdLines(prepared, peakTps), options.furtherRounds, notes);
  if (options.parts.has('worker')) await withWorker(prepared, notes);
  return peakMemoryBytes(server.pid);
}

/** Every line once, then every line again, so that each round has its own yardstick. */
async function inRounds(lines: readonly Line[], rounds: number, notes: Notes): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    for (const line of lines) {
      const measured = await line.measure();
      notes.rounds.set(line.name, [...(notes.rounds.get(line.name) ?? []), measured]);
      notes.say(`round ${round}: ${LINES[line.name]}: ${Math.round(measured.tps)}/s; others took ${percent(measured.othersShare)}`);
    }
  }
}

async function withWorker(prepared: Bench, notes: Notes): Promise<void> {
  const { ground, setting, options } = prepared;
  await skipJournal(ground.owner);
  notes.others.push(...(await warmUp(prepared)));
  const at = {
    owner: ground.owner,
    setting: { ...setting, profileDirectory: undefined, role: 'worker' } as const,
    pids: pidsOf(prepared),
    seconds: options.seconds,
  };
  const { worker, measured } = await measureProjection(at);
  try {
    notes.rounds.set('projection', [measured]);
    notes.say(`${LINES.projection}: ${Math.round(measured.tps)}/s; others took ${percent(measured.othersShare)}`);
    await catchUp(ground.owner, CATCH_UP_SECONDS);
    await inRounds(workerLines(prepared, worker), options.furtherRounds, notes);
  } finally {
    await worker.stop();
  }
}

function refusalsOf(all: readonly Measured[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { refusals } of all) for (const [reason, count] of Object.entries(refusals)) sums[reason] = (sums[reason] ?? 0) + count;
  return sums;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (words.includes('--help')) return console.info(USAGE);
  const options = readOptions(words);
  const result = await bench(options, options.json ? console.error : console.info);
  console.info(options.json ? JSON.stringify(result, null, 2) : textOf(result).join('\n'));
  if (result.books.faults.length > 0) process.exitCode = 1;
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
