import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { setAccountStatus } from './change-account.ts';
import { findAccount } from './find-account.ts';
import { authoriseHold, captureHold, expireHolds, releaseHold } from './holds.ts';
import { refund } from './refund.ts';
import { reverse } from './reverse.ts';
import { chargeOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, TODAY, testDatabase } from './testing.ts';

let db: TestDatabase;
let books: TestBooks;

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
});
afterAll(() => db?.drop());

const wallet = (balance: number, terms = {}) => openWallet(db, { books, balance, ...terms });
const state = (of: Account) => db.run((ctx) => findAccount(ctx, of.id));
const expiresAt = new Date(NOON.getTime() + 600_000);

async function hold(of: Account, amount: number, id = newId<string>()) {
  const answer = await db.run((ctx) => authoriseHold(ctx, { ...chargeOf({ wallet: of, books }, { amount, id }), businessOn: TODAY, expiresAt }));
  return { id, answer };
}
const capture = (of: string, amount: number, id = newId<string>()) =>
  db.run((ctx) => captureHold(ctx, { id, hold: of, amountMinor: toMinor(amount), businessOn: TODAY }));
const release = (of: string) => db.run((ctx) => releaseHold(ctx, { hold: of, businessOn: TODAY }));

test('what is held cannot be spent or held again', async () => {
  const payer = await wallet(1_000);
  const first = await hold(payer, 700);
  expect(first.answer).toEqual({ outcome: 'approved', amountMinor: 700, at: NOON, replayed: false });
  expect((await hold(payer, 700, first.id)).answer).toMatchObject({ outcome: 'approved', replayed: true });
  expect((await hold(payer, 701, first.id)).answer).toMatchObject({ outcome: 'key_reused' });
  expect((await hold(payer, 301)).answer).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds' });
  expect(await state(payer)).toMatchObject({ balanceMinor: 1_000, heldMinor: 700 });
});

test('a capture takes a part and frees the rest, once', async () => {
  const payer = await wallet(1_000);
  const { id } = await hold(payer, 700);
  await expect(capture(id, 701)).rejects.toMatchObject({ reason: 'over_hold' });
  const key = newId<string>();
  expect(await capture(id, 450, key)).toMatchObject({ balanceAfterMinor: 550, replayed: false });
  expect(await capture(id, 450, key)).toMatchObject({ balanceAfterMinor: 550, replayed: true });
  await expect(capture(id, 450)).rejects.toMatchObject({ reason: 'hold_resolved' });
  await expect(release(id)).rejects.toMatchObject({ reason: 'hold_resolved' });
  expect(await state(payer)).toMatchObject({ balanceMinor: 550, heldMinor: 0, daySpentMinor: 450 });
  await db.run((ctx) => refund(ctx, { id: newId(), original: key, amountMinor: toMinor(450), businessOn: TODAY }));
  expect(await state(payer)).toMatchObject({ balanceMinor: 1_000, daySpentMinor: 0 });
});

test('a hold counts towards the day at once and is given back at release', async () => {
  const payer = await wallet(10_000, { dayLimitMinor: toMinor(1_000) });
  const { id } = await hold(payer, 800);
  expect((await hold(payer, 201)).answer).toMatchObject({ reason: 'over_day_limit' });
  expect(await release(id)).toMatchObject({ replayed: false });
  expect(await release(id)).toMatchObject({ replayed: true });
  expect((await hold(payer, 1_000)).answer).toMatchObject({ outcome: 'approved' });
});

test('a hold is released, not reversed, and one that arrives after its reversal is declined', async () => {
  const payer = await wallet(1_000);
  const undo = (original: string) => db.run((ctx) => reverse(ctx, { id: newId(), original, businessOn: TODAY }));
  const { id } = await hold(payer, 700);
  await expect(undo(id)).rejects.toMatchObject({ reason: 'key_is_hold' });
  const late = newId<string>();
  await undo(late);
  expect((await hold(payer, 100, late)).answer).toMatchObject({ outcome: 'declined', reason: 'reversed_before_arrival' });
});

test('a hold is captured although the wallet was frozen since', async () => {
  const payer = await wallet(1_000);
  const { id } = await hold(payer, 700);
  await db.run((ctx) => setAccountStatus(ctx, { account: payer.id, status: 'frozen' }));
  expect(await capture(id, 700)).toMatchObject({ balanceAfterMinor: 300 });
  expect((await hold(payer, 1)).answer).toMatchObject({ reason: 'wallet_frozen' });
});

test('sweepers side by side expire every hold once, and only when its time is up', async () => {
  const payer = await wallet(10_000);
  await Promise.all(Array.from({ length: 12 }, () => hold(payer, 100)));
  const sweep = (now: Date) => db.run((ctx) => expireHolds(ctx, 5), now);
  expect(await sweep(new Date(expiresAt.getTime() - 1))).toBe(0);
  while ((await Promise.all([sweep(expiresAt), sweep(expiresAt), sweep(expiresAt)])).some((expired) => expired > 0));
  expect(await state(payer)).toMatchObject({ balanceMinor: 10_000, heldMinor: 0, daySpentMinor: 0 });
});

test('twenty captures of one hold at once post it once', async () => {
  const payer = await wallet(1_000);
  const { id } = await hold(payer, 1_000);
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => capture(id, 600)));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await state(payer)).toMatchObject({ balanceMinor: 400, heldMinor: 0 });
});
