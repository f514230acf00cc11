import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Batcher } from './batcher.ts';
import { chargeOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, testBatcher, testDatabase } from './testing.ts';
import { type BooksCheck, verifyBooks } from './verify-books.ts';

const ROUNDS = 12;
let db: TestDatabase;
let books: TestBooks;
let batcher: Batcher;
beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  batcher = testBatcher(db, { now: NOON });
});
afterAll(async () => {
  await batcher?.close();
  await db?.drop();
});

/** `between` runs before each step: what other people do meanwhile. */
async function verify(between: () => Promise<unknown> = async () => undefined): Promise<BooksCheck & { steps: number }> {
  let steps = 0;
  const check = await verifyBooks(async (step) => {
    steps += 1;
    await between();
    return db.run(step);
  });
  return { ...check, steps };
}

test('books verify step by step while people pay', async () => {
  const wallet = await openWallet(db, { books, balance: 100_000 });
  const pay = () => batcher.charge(chargeOf({ wallet, books }, { amount: 1 }));
  let rounds = 0;
  const check = await verify(async () => {
    rounds += 1;
    if (rounds <= ROUNDS) expect((await pay()).outcome).toBe('approved');
  });
  expect(check.faults).toEqual([]);
  expect(check.steps).toBeGreaterThan(ROUNDS);
  expect(check.transfers).toBeGreaterThan(ROUNDS);
});

test('an account whose balance is wrong is named, and so is the unit that does not sum to zero', async () => {
  const wallet = await openWallet(db, { books, balance: 700 });
  await db.owner.query('update ledger.account set balance = balance + 1 where id = $1', [wallet.id]);
  expect((await verify()).faults).toEqual([
    { fault: 'balance_wrong', lane: null, page: null, of: String(wallet.id) },
    { fault: 'sum_not_zero', lane: null, page: null, of: 'CNY' },
  ]);
  await db.owner.query('update ledger.account set balance = balance - 1 where id = $1', [wallet.id]);
  expect((await verify()).faults).toEqual([]);
});
