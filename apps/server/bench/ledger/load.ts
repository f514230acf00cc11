import { businessDayOf, newId, toMinor } from '@tessera/kernel';
import type pg from 'pg';
import { type Batcher, createBatcher, TRANSFER_CODES } from '../../src/modules/ledger/index.ts';
import { measureCpu } from './cpu.ts';
import type { Seeded } from './seed.ts';

export type Load = {
  readonly connection: pg.ClientConfig;
  /** Asked which sessions are the batcher's, to read the processor time that they used. */
  readonly pool: pg.Pool;
  readonly accounts: Seeded;
  /** How many of the seeded merchants are paid: 1 is the one hot canteen at noon. */
  readonly merchants: number;
  readonly seconds: number;
  readonly inFlight: number;
  readonly lanes?: number;
};

export type Pace = {
  readonly tps: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Processor time per charge; `database` is `undefined` where the sessions are not processes of this machine. */
  readonly cpuMicros: { readonly database: number | undefined; readonly node: number };
};

const WARM_UP_SECONDS = 1;
const AMOUNT = toMinor(100);

/** Charges at random through the real batcher, always `inFlight` at once; the first second does not count. */
export async function runLedgerLoad(load: Load): Promise<Pace> {
  const batcher = createBatcher({
    connection: load.connection,
    lanes: load.lanes,
    clock: () => new Date(),
    businessDay: (at) => businessDayOf(at, 'Asia/Shanghai'),
  });
  try {
    await chargeFor(batcher, load, WARM_UP_SECONDS);
    const cpu = await measureCpu(load.pool);
    const tookMs = await chargeFor(batcher, load, load.seconds);
    const used = await cpu.stop();
    tookMs.sort((a, b) => a - b);
    const quantile = (share: number) => tookMs[Math.floor(tookMs.length * share)] ?? 0;
    const perCharge = (micros: number) => micros / tookMs.length;
    return {
      tps: Math.round(tookMs.length / load.seconds),
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
      cpuMicros: { database: used.databaseMicros && perCharge(used.databaseMicros), node: perCharge(used.nodeMicros) },
    };
  } finally {
    await batcher.close();
  }
}

/** Answers how long each charge took. */
async function chargeFor(batcher: Batcher, load: Load, seconds: number): Promise<number[]> {
  const { firstWallet, wallets, firstMerchant } = load.accounts;
  const endAt = performance.now() + seconds * 1_000;
  const tookMs: number[] = [];
  const till = async () => {
    for (let sentAt = performance.now(); sentAt < endAt; sentAt = performance.now()) {
      const answer = await batcher.charge({
        id: newId(),
        debit: firstWallet + Math.floor(Math.random() * wallets),
        credit: firstMerchant + Math.floor(Math.random() * load.merchants),
        amountMinor: AMOUNT,
        code: TRANSFER_CODES.payment,
        fence: 0,
      });
      if (answer.outcome !== 'approved') throw new Error(`not approved: ${answer.outcome}`);
      tookMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, till));
  return tookMs;
}
