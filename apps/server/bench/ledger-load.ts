import { businessDayOf, newId, toMinor } from '@tessera/kernel';
import { type Batcher, createBatcher, TRANSFER_CODES } from '../src/modules/ledger/index.ts';
import { type Pids, startMeter, type Used } from './processor.ts';
import type { Accounts } from './seed-accounts.ts';
import { quantile } from './statistics.ts';

export type LedgerLoad = {
  readonly appUrl: string;
  readonly accounts: Accounts;
  /** How many of the merchants are paid: 1 is the one hot canteen at noon. */
  readonly merchants: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly inFlight: number;
  readonly pids: Pids;
};

export type LedgerPace = { readonly charges: number; readonly p50Ms: number; readonly p99Ms: number; readonly used: Used };

const AMOUNT = toMinor(100);

/** Charges at random through the real batcher, without a server around it, always `inFlight` at once. */
export async function loadLedger(load: LedgerLoad): Promise<LedgerPace> {
  const batcher = createBatcher({
    connection: { connectionString: load.appUrl },
    clock: () => new Date(),
    businessDay: (at) => businessDayOf(at, 'Asia/Shanghai'),
  });
  try {
    await chargeFor(batcher, load, load.warmUpSeconds);
    const meter = startMeter(load.pids);
    const tookMs = await chargeFor(batcher, load, load.seconds);
    const used = meter.stop();
    tookMs.sort((a, b) => a - b);
    return { charges: tookMs.length, p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99), used };
  } finally {
    await batcher.close();
  }
}

/** Answers how long each charge took. */
async function chargeFor(batcher: Batcher, load: LedgerLoad, seconds: number): Promise<number[]> {
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
