import type pg from 'pg';
import { businessDayOf, newId, toMinor } from '@tessera/kernel';
import { createBatcher } from '../../src/modules/ledger/batcher.ts';
import type { Seeded } from './seed.ts';

export type Load = {
  readonly connection: pg.ClientConfig;
  readonly accounts: Seeded;
  /** How many of the seeded merchants are paid: 1 is the one hot canteen at noon. */
  readonly merchants: number;
  readonly seconds: number;
  readonly inFlight: number;
  readonly lanes?: number;
};

export type Pace = { readonly tps: number; readonly p50Ms: number; readonly p99Ms: number; readonly charges: number };

const WARM_UP_MS = 500;
const AMOUNT = toMinor(100);

/** Charges at random through the real batcher, always `inFlight` at once; the first half second does not count. */
export async function runLedgerLoad(load: Load): Promise<Pace> {
  const batcher = createBatcher({
    connection: load.connection,
    lanes: load.lanes,
    clock: () => new Date(),
    businessDay: (at) => businessDayOf(at, 'Asia/Shanghai'),
  });
  const { firstWallet, wallets, firstMerchant } = load.accounts;
  const startAt = performance.now() + WARM_UP_MS;
  const endAt = startAt + load.seconds * 1000;
  const tookMs: number[] = [];

  const till = async () => {
    for (let sentAt = performance.now(); sentAt < endAt; sentAt = performance.now()) {
      const answer = await batcher.charge({
        id: newId(),
        debit: firstWallet + Math.floor(Math.random() * wallets),
        credit: firstMerchant + Math.floor(Math.random() * load.merchants),
        amountMinor: AMOUNT,
        code: 1,
        fence: 0,
      });
      if (answer.outcome !== 'approved') throw new Error(`not approved: ${answer.outcome}`);
      if (sentAt >= startAt) tookMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, till));
  await batcher.close();
  tookMs.sort((a, b) => a - b);
  const quantile = (share: number) => tookMs[Math.floor(tookMs.length * share)] ?? 0;
  return { tps: Math.round(tookMs.length / load.seconds), p50Ms: quantile(0.5), p99Ms: quantile(0.99), charges: tookMs.length };
}
