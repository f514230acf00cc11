import { newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { findBrokenBalances } from './balances.ts';
import type { Batcher } from './batcher.ts';
import { findAccount } from './find-account.ts';
import { refund } from './refund.ts';
import { LedgerRefusal } from './refusal.ts';
import { chargeOf, dayOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, testBatcher, testDatabase } from './testing.ts';

const clock = { now: NOON };
let db: TestDatabase;
let books: TestBooks;
let batcher: Batcher;

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  batcher = testBatcher(db, clock, { lanes: 1 });
});
afterAll(async () => {
  await batcher?.close();
  await db?.drop();
});

/** The same rules once more, as plainly as they can be said, on plain objects. */
type ModelWallet = { balance: number; limit: number; dayLimit: number; spent: number; day: number; nonce: number };
type ModelKey = { amount: number; told: string; day: number; refunded: number };
type Charge = { kind: 'charge'; payer: number; key: number; amount: number; nonce: number | undefined; preset: number | undefined };
type Refund = { kind: 'refund'; payer: number; key: number; amount: number };

function chargeInModel(wallet: ModelWallet, keys: Map<number, ModelKey>, asked: Charge & { day: number }): string {
  const known = keys.get(asked.key);
  if (known) return known.amount === asked.amount ? known.told : 'key_reused';
  const spent = wallet.day === asked.day ? wallet.spent : 0;
  let told = '';
  if (asked.preset !== undefined) told = `declined ${asked.preset}`;
  else if (asked.nonce !== undefined && asked.nonce <= wallet.nonce) told = 'declined code_spent';
  else if (asked.amount > wallet.limit) told = 'declined over_transaction_limit';
  else if (spent + asked.amount > wallet.dayLimit) told = 'declined over_day_limit';
  else if (asked.amount > wallet.balance) told = 'declined insufficient_funds';
  else {
    wallet.balance -= asked.amount;
    wallet.spent = spent + asked.amount;
    wallet.day = asked.day;
    wallet.nonce = asked.nonce ?? wallet.nonce;
    told = `approved ${wallet.balance}`;
  }
  keys.set(asked.key, { amount: asked.amount, told, day: asked.day, refunded: 0 });
  return told;
}

function refundInModel(wallet: ModelWallet, keys: Map<number, ModelKey>, asked: Refund & { day: number }): string {
  const paid = keys.get(asked.key);
  if (!paid?.told.startsWith('approved')) return 'original_unknown';
  if (paid.refunded + asked.amount > paid.amount) return 'refund_exceeds_original';
  paid.refunded += asked.amount;
  wallet.balance += asked.amount;
  if (paid.day === asked.day) wallet.spent -= asked.amount;
  return `refunded ${wallet.balance}`;
}

const amount = fc.integer({ min: 1, max: 60 });
const payer = fc.nat({ max: 5 });
const charge = fc.record({
  kind: fc.constant('charge' as const),
  payer,
  key: fc.nat({ max: 6 }),
  amount,
  nonce: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined, freq: 2 }),
  preset: fc.option(fc.constant(101), { nil: undefined, freq: 9 }),
});
const refunds = fc.record({ kind: fc.constant('refund' as const), payer, key: fc.nat({ max: 6 }), amount });
/** A round is what arrives at once: charges together in one batch, refunds behind it; each round a day or none later. */
const rounds = fc.array(
  fc.record({ nextDay: fc.boolean(), charges: fc.array(charge, { maxLength: 24 }), refunds: fc.array(refunds, { maxLength: 4 }) }),
  { minLength: 1, maxLength: 4 },
);

class Run {
  readonly told: string[] = [];
  readonly expected: string[] = [];
  readonly model: ModelWallet[] = [];
  readonly keys: Map<number, ModelKey>[] = [];
  wallets: Account[] = [];
  ids: string[][] = [];

  async open(): Promise<void> {
    for (const balance of [20, 50, 80, 110, 140, 170]) {
      const terms = { limit: 50, dayLimit: balance - 10, balance, spent: 0, day: -1, nonce: 0 };
      this.model.push(terms);
      this.keys.push(new Map());
      this.ids.push(Array.from({ length: 7 }, () => newId<string>()));
      this.wallets.push(
        await openWallet(db, {
          books,
          balance,
          transactionLimitMinor: toMinor(terms.limit),
          dayLimitMinor: toMinor(terms.dayLimit),
        }),
      );
    }
  }

  async charge(charges: readonly Charge[], day: number): Promise<void> {
    const answers = await Promise.all(
      charges.map(async (asked) => {
        const wallet = at(this.wallets, asked.payer);
        const answer = await batcher.charge(
          chargeOf(
            { wallet, books },
            {
              id: at(at(this.ids, asked.payer), asked.key),
              amount: asked.amount,
              nonce: asked.nonce,
              presetReason: asked.preset,
            },
          ),
        );
        if (answer.outcome === 'approved') return `approved ${answer.balanceAfterMinor}`;
        return answer.outcome === 'declined' ? `declined ${answer.reason}` : answer.outcome;
      }),
    );
    this.told.push(...answers);
    this.expected.push(...charges.map((asked) => chargeInModel(at(this.model, asked.payer), at(this.keys, asked.payer), { ...asked, day })));
  }

  async refund(asked: Refund, day: number): Promise<void> {
    const original = at(at(this.ids, asked.payer), asked.key);
    const told = await db.run(async (ctx) => {
      try {
        const given = await refund(ctx, { id: newId(), original, amountMinor: toMinor(asked.amount), businessOn: dayOf(clock.now) });
        return `refunded ${given.balanceAfterMinor}`;
      } catch (error) {
        if (error instanceof LedgerRefusal) return error.reason;
        throw error;
      }
    }, clock.now);
    this.told.push(told);
    this.expected.push(refundInModel(at(this.model, asked.payer), at(this.keys, asked.payer), { ...asked, day }));
  }
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}

test('the ledger says of every charge and refund what a plain model says, in batches of any mixture', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async (history) => {
      const run = new Run();
      await run.open();
      let day = 0;
      for (const { nextDay, charges, refunds } of history) {
        if (nextDay) day++;
        clock.now = new Date(NOON.getTime() + day * 86_400_000);
        await run.charge(charges, day);
        for (const asked of refunds) await run.refund(asked, day);
      }
      expect(run.told).toEqual(run.expected);
      const balances = await db.run((ctx) => Promise.all(run.wallets.map(({ id }) => findAccount(ctx, id))));
      expect(balances.map((account) => account?.balanceMinor)).toEqual(run.model.map(({ balance }) => balance));
    }),
    { numRuns: 60 },
  );
  expect(await db.run((ctx) => findBrokenBalances(ctx))).toEqual([]);
}, 60_000);
