import { type Generator, type ServerProcess, startGenerator, startServer } from './children.ts';
import type { Ground } from './ground.ts';
import { loadLedger } from './ledger-load.ts';
import type { Door, Task } from './load/messages.ts';
import { type Measured, measuredWithoutDoor } from './measured.ts';
import type { Options, Part } from './options.ts';
import { type Pids, startMeter } from './processor.ts';
import { type Accounts, seedAccounts } from './seed-accounts.ts';
import { seedCampus, TILLS } from './seed-campus.ts';
import type { Yardstick } from './yardstick.ts';

/** One row of the table: what is loaded, measured once in each round. */
export type Line = { readonly name: LineName; readonly part: Part | 'yardstick'; measure(): Promise<Measured> };

/** What each name stands for in the table. */
export const LINES = {
  yardstick: 'pgbench tpcb-like, 16 clients',
  ledgerSpread: 'ledger, 10 k wallets, 100 merchants',
  ledgerHot: 'ledger, 10 k wallets, one merchant',
  ledgerLarge: 'ledger, 1 M wallets, 100 merchants',
  httpSpread: 'HTTP, 200 connections, 100 merchants',
  httpHot: 'HTTP, 200 connections, one merchant',
  socketSpread: 'WebSocket, 200 tills, 100 merchants',
  socketHot: 'WebSocket, 200 tills, one merchant',
  bulkSpread: 'bulk of 100, 10 connections, 100 merchants',
  bulkHot: 'bulk of 100, 10 connections, one merchant',
  httpThird: 'HTTP at a third of its peak',
  socketThird: 'WebSocket at a third of its peak',
  bulkThird: 'bulk at a third of its peak',
  projection: 'worker alone: charges into the lists',
  httpWithWorker: 'HTTP with the worker on',
  socketWithWorker: 'WebSocket with the worker on',
  bulkWithWorker: 'bulk with the worker on',
} as const;
export type LineName = keyof typeof LINES;

const MERCHANTS = 100;
const LEDGER_IN_FLIGHT = 1_024;
/** Ten bulk requests are a thousand charges under way; more would only queue. */
const CONNECTIONS: Record<Door, number> = { http: TILLS, socket: TILLS, bulk: 10 };

/** Everything that is loaded, ready: seeded accounts, a running server and a load generator. */
export type Bench = Awaited<ReturnType<typeof prepareBench>>;

export async function prepareBench(ground: Ground, options: Options, yardstick: Yardstick | undefined) {
  await yardstick?.prepare();
  const small = await seedAccounts(ground.owner, { wallets: 10_000, merchants: MERCHANTS });
  const large = await seedAccounts(ground.owner, { wallets: 1_000_000, merchants: MERCHANTS });
  const campus = await seedCampus(ground);
  const generator = startGenerator();
  const setting = {
    databaseUrl: ground.database.ownerUrl,
    secret: ground.secret,
    dataDir: ground.dataDir,
    profileDirectory: options.profileDirectory,
  };
  try {
    const server = await startServer({ ...setting, role: 'web' });
    return { ground, options, yardstick, small, large, campus, generator, server, setting };
  } catch (error) {
    await generator.stop();
    throw error;
  }
}

export function pidsOf(bench: { ground: Ground; server: ServerProcess; generator: Generator }): Pids {
  const { ground, server, generator } = bench;
  return {
    ...(ground.postmaster !== undefined && { database: ground.postmaster }),
    server: server.pid,
    generator: generator.pid,
    bench: process.pid,
  };
}

/** The lines of the first rounds: the yardstick, the ledger alone, and each door as fast as it goes. */
export function peakLines(bench: Bench): Line[] {
  const { yardstick, small, large, campus } = bench;
  const lines: Line[] = [
    { name: 'ledgerSpread', part: 'ledger', measure: () => measureLedger(bench, small, MERCHANTS) },
    { name: 'ledgerHot', part: 'ledger', measure: () => measureLedger(bench, small, 1) },
    { name: 'ledgerLarge', part: 'ledger', measure: () => measureLedger(bench, large, MERCHANTS) },
    { name: 'httpSpread', part: 'http', measure: () => measureDoor(bench, 'http', { tokens: campus.spreadTokens }) },
    { name: 'httpHot', part: 'http', measure: () => measureDoor(bench, 'http', { tokens: campus.hotTokens }) },
    { name: 'socketSpread', part: 'socket', measure: () => measureDoor(bench, 'socket', { tokens: campus.spreadTokens }) },
    { name: 'socketHot', part: 'socket', measure: () => measureDoor(bench, 'socket', { tokens: campus.hotTokens }) },
    { name: 'bulkSpread', part: 'bulk', measure: () => measureDoor(bench, 'bulk', { tokens: campus.spreadTokens }) },
    { name: 'bulkHot', part: 'bulk', measure: () => measureDoor(bench, 'bulk', { tokens: campus.hotTokens }) },
  ];
  const wanted = lines.filter((line) => line.part !== 'yardstick' && bench.options.parts.has(line.part));
  return yardstick ? [{ name: 'yardstick', part: 'yardstick', measure: () => measureYardstick(bench, yardstick) }, ...wanted] : wanted;
}

/** Each door at a third of the rate that it reached. */
export function thirdLines(bench: Bench, peakTps: (name: LineName) => number): Line[] {
  const lineOf = (door: Door, name: LineName, peak: LineName): Line => ({
    name,
    part: door,
    measure: () => measureDoor(bench, door, { tokens: bench.campus.spreadTokens, ratePerSecond: peakTps(peak) / 3 }),
  });
  return [
    lineOf('http', 'httpThird', 'httpSpread'),
    lineOf('socket', 'socketThird', 'socketSpread'),
    lineOf('bulk', 'bulkThird', 'bulkSpread'),
  ].filter((line) => line.part !== 'yardstick' && bench.options.parts.has(line.part));
}

/** Each door while `worker` carries what it takes into the lists. */
export function workerLines(bench: Bench, worker: ServerProcess): Line[] {
  const pids = { ...pidsOf(bench), worker: worker.pid };
  const lineOf = (door: Door, name: LineName): Line => ({
    name,
    part: door,
    measure: () => measureDoor(bench, door, { tokens: bench.campus.spreadTokens, pids }),
  });
  return [lineOf('http', 'httpWithWorker'), lineOf('socket', 'socketWithWorker'), lineOf('bulk', 'bulkWithWorker')].filter(
    (line) => line.part !== 'yardstick' && bench.options.parts.has(line.part),
  );
}

/** The first charges of a server compile its code and read ten thousand cards, bulk requests first, because they are quickest through them. */
export async function warmUp(bench: Bench): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const door of ['bulk', 'socket', 'http'] as const) {
    measured.push(await measureDoor(bench, door, { tokens: bench.campus.spreadTokens, eachCardFirst: door === 'bulk' }));
  }
  return measured;
}

async function measureYardstick(bench: Bench, yardstick: Yardstick): Promise<Measured> {
  const meter = startMeter(pidsOf(bench));
  const tps = await yardstick.measure(bench.options.seconds);
  const used = meter.stop();
  return { ...measuredWithoutDoor(tps * bench.options.seconds, used), tps };
}

async function measureLedger(bench: Bench, accounts: Accounts, merchants: number): Promise<Measured> {
  const { seconds, warmUpSeconds } = bench.options;
  const appUrl = bench.ground.database.appUrl;
  const pace = await loadLedger({ appUrl, accounts, merchants, seconds, warmUpSeconds, inFlight: LEDGER_IN_FLIGHT, pids: pidsOf(bench) });
  return measuredWithoutDoor(pace.charges, pace.used, { p50Ms: pace.p50Ms, p99Ms: pace.p99Ms });
}

function measureDoor(bench: Bench, door: Door, asked: Pick<Task, 'tokens' | 'ratePerSecond' | 'eachCardFirst'> & { pids?: Pids }): Promise<Measured> {
  const { seconds, warmUpSeconds } = bench.options;
  const { pids = pidsOf(bench), ...load } = asked;
  const task: Task = {
    ...load,
    door,
    port: bench.server.port,
    connections: CONNECTIONS[door],
    uids: bench.campus.uids,
    seconds,
    warmUpSeconds,
  };
  return bench.generator.measure(task, pids);
}
