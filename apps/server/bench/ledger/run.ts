/**
 * The ledger beside its yardstick, in alternating rounds on the same server, so that a busy machine slows both.
 * `tsx apps/server/bench/ledger/run.ts` starts a PostgreSQL of its own; with BENCH_DATABASE_URL it uses an empty database of yours.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase } from '../../src/modules/ledger/testing.ts';
import { startEmbedded } from '../../src/platform/embedded/start.ts';
import { type Pace, runLedgerLoad } from './load.ts';
import { hasPgbench, preparePgbench, runPgbench } from './pgbench.ts';
import { type Seeded, seedLedger } from './seed.ts';

const ROUNDS = 3;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const MERCHANTS = 100;
const IN_FLIGHT = 1_024;

async function main(url: string): Promise<void> {
  const db = await openTestDatabase(url);
  const compares = await hasPgbench();
  if (compares) await preparePgbench(url);
  else console.info('pgbench is not installed: rates without their yardstick.');
  const small = await seedLedger(db.owner, { wallets: 10_000, merchants: MERCHANTS });
  const large = await seedLedger(db.owner, { wallets: 1_000_000, merchants: MERCHANTS });
  const yardstick: number[] = [];
  const paces: Record<'spread' | 'one merchant' | '1 M wallets', Pace[]> = { spread: [], 'one merchant': [], '1 M wallets': [] };
  for (let round = 0; round < ROUNDS; round++) {
    if (compares) yardstick.push(await runPgbench(url, SECONDS));
    paces.spread.push(await load(db, small, MERCHANTS));
    paces['one merchant'].push(await load(db, small, 1));
    paces['1 M wallets'].push(await load(db, large, MERCHANTS));
  }
  const low = await runLedgerLoad({ connection: db.connection, pool: db.owner, accounts: small, merchants: MERCHANTS, seconds: 2, inFlight: 1 });
  report({ yardstick, paces, low });
  await db.drop();
}

function load(db: TestDatabase, accounts: Seeded, merchants: number): Promise<Pace> {
  return runLedgerLoad({ connection: db.connection, pool: db.owner, accounts, merchants, seconds: SECONDS, inFlight: IN_FLIGHT });
}

function report({ yardstick, paces, low }: { yardstick: number[]; paces: Record<string, Pace[]>; low: Pace }): void {
  const tpcb = median(yardstick);
  console.info(`pgbench tpcb-like, 16 clients: ${Math.round(tpcb)} tps (${yardstick.map(Math.round).join(', ')})`);
  console.info('To reach on a quiet machine: 6 × tpcb-like, one merchant 0.95 × spread, 1 M wallets 1.3 × the CPU of 10 k.');
  const spreadTps = median((paces.spread ?? []).map(({ tps }) => tps));
  for (const [name, rounds] of Object.entries(paces)) {
    const tps = median(rounds.map((pace) => pace.tps));
    const database = median(rounds.map(({ cpuMicros }) => cpuMicros.database ?? Number.NaN));
    const node = median(rounds.map(({ cpuMicros }) => cpuMicros.node));
    console.info(
      `ledger, ${name}: ${tps} tps, ${(tps / tpcb).toFixed(1)} × tpcb-like, ${(tps / spreadTps).toFixed(2)} × spread; ` +
        `p50 ${median(rounds.map(({ p50Ms }) => p50Ms)).toFixed(0)} ms, p99 ${median(rounds.map(({ p99Ms }) => p99Ms)).toFixed(0)} ms; ` +
        `CPU per charge: database ${database.toFixed(0)} µs, Node ${node.toFixed(0)} µs`,
    );
  }
  console.info(`ledger, one charge at a time: p50 ${low.p50Ms.toFixed(2)} ms, p99 ${low.p99Ms.toFixed(2)} ms`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const given = process.env.BENCH_DATABASE_URL;
if (given) await main(given);
else {
  const dataDir = await mkdtemp(join(tmpdir(), 'tessera-bench-'));
  const embedded = await startEmbedded({ dataDir, profile: 'production' });
  try {
    await main(embedded.ownerUrl);
  } finally {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
