import { DAY_MS, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from './account.ts';
import type { Batcher } from './batcher.ts';
import { imposeLimits, raiseFence, reopenAccount, setAccountStatus, setLimits } from './change-account.ts';
import type { ChargeInput } from './charge.ts';
import { findAccount } from './find-account.ts';
import { findTransfer } from './find-transfer.ts';
import { refund } from './refund.ts';
import { chargeOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, TODAY, testBatcher, testDatabase } from './testing.ts';

const clock = { now: NOON };
let db: TestDatabase;
let books: TestBooks;
let batcher: Batcher;

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  batcher = testBatcher(db, clock);
});
afterAll(async () => {
  await batcher?.close();
  await db?.drop();
});

const wallet = (balance: number, terms = {}) => openWallet(db, { books, balance, ...terms });
const charge = (of: Account, terms: Parameters<typeof chargeOf>[1] = {}) => batcher.charge(chargeOf({ wallet: of, books }, terms));
const balance = async (of: Account) => (await db.run((ctx) => findAccount(ctx, of.id)))?.balanceMinor;

/** Charges with three strangers beside it, so that the batch is large enough for the set-based path. */
async function chargeInCrowd(input: ChargeInput) {
  const crowd = await Promise.all([1, 2, 3, 4, 5, 6].map(() => wallet(5_000)));
  const [answer] = await Promise.all([batcher.charge(input), ...crowd.map((other) => charge(other))]);
  return answer;
}

test('an approved charge tells the balance after it, and a retry tells the same, though later', async () => {
  const payer = await wallet(5_000);
  const input = chargeOf({ wallet: payer, books });
  const first = await batcher.charge(input);
  expect(first).toEqual({ outcome: 'approved', amountMinor: 1_000, balanceAfterMinor: 4_000, at: NOON, replayed: false });
  await charge(payer);
  clock.now = new Date(NOON.getTime() + 60_000);
  expect(await batcher.charge(input)).toEqual({ ...first, replayed: true });
  expect(await chargeInCrowd(input)).toEqual({ ...first, replayed: true });
  clock.now = NOON;
  expect(await balance(payer)).toBe(3_000);
});

test('a declined charge stays declined, even when money has come in since', async () => {
  const payer = await wallet(500);
  const input = chargeOf({ wallet: payer, books });
  const first = await batcher.charge(input);
  expect(first).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds', replayed: false });
  const other = await wallet(9_000);
  await db.owner.query('update ledger.account set balance = 9000 where id = $1', [payer.id]);
  expect(await batcher.charge(input)).toEqual({ ...first, replayed: true });
  expect(await chargeInCrowd(input)).toEqual({ ...first, replayed: true });
  expect(await chargeInCrowd(chargeOf({ wallet: other, books }))).toMatchObject({ outcome: 'approved' });
  await db.owner.query('update ledger.account set balance = 500 where id = $1', [payer.id]);
});

test('the same key with another amount, or on another wallet, is refused without effect', async () => {
  const [payer, other] = [await wallet(5_000), await wallet(5_000)];
  const input = chargeOf({ wallet: payer, books });
  await batcher.charge(input);
  for (const changed of [
    { ...input, amountMinor: toMinor(1_001) },
    { ...input, debit: other.id },
    { ...input, content: 'other' },
  ]) {
    expect(await batcher.charge(changed)).toMatchObject({ outcome: 'key_reused' });
    expect(await chargeInCrowd(changed)).toMatchObject({ outcome: 'key_reused' });
  }
  expect([await balance(payer), await balance(other)]).toEqual([4_000, 5_000]);
});

test('the same key twice in one batch on two wallets has one effect', async () => {
  const payers = await Promise.all(Array.from({ length: 6 }, () => wallet(5_000)));
  const id = newId<string>();
  const answers = await Promise.all(payers.map((payer) => charge(payer, { id })));
  expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['approved', ...Array(5).fill('key_reused')]);
});

describe.each([
  ['alone', (input: ChargeInput) => batcher.charge(input)],
  ['in a batch', chargeInCrowd],
])('%s', (_, pay) => {
  test('a frozen wallet cannot pay', async () => {
    const payer = await wallet(5_000);
    await db.run((ctx) => setAccountStatus(ctx, { account: payer.id, status: 'frozen' }));
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ outcome: 'declined', reason: 'wallet_frozen' });
    await db.run((ctx) => setAccountStatus(ctx, { account: payer.id, status: 'active' }));
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ outcome: 'approved' });
  });

  test('a closed wallet cannot pay', async () => {
    const payer = await wallet(0);
    await db.run((ctx) => setAccountStatus(ctx, { account: payer.id, status: 'closed' }));
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ outcome: 'declined', reason: 'wallet_closed' });
  });

  test('a wallet is spent to its floor and not a fen further', async () => {
    const payer = await wallet(1_500, { floorMinor: toMinor(-500) });
    expect(await pay(chargeOf({ wallet: payer, books }, { amount: 2_001 }))).toMatchObject({ reason: 'insufficient_funds' });
    expect(await pay(chargeOf({ wallet: payer, books }, { amount: 2_000 }))).toMatchObject({ balanceAfterMinor: -500 });
  });

  test('a charge over the transaction limit is declined, at the limit it is approved', async () => {
    const payer = await wallet(5_000);
    await db.run((ctx) => setLimits(ctx, { account: payer.id, transactionLimitMinor: toMinor(1_000) }));
    expect(await pay(chargeOf({ wallet: payer, books }, { amount: 1_001 }))).toMatchObject({ reason: 'over_transaction_limit' });
    expect(await pay(chargeOf({ wallet: payer, books }, { amount: 1_000 }))).toMatchObject({ outcome: 'approved' });
  });

  test('the day limit starts anew on the next business day, and a clock that is behind does not reset it', async () => {
    const payer = await wallet(50_000, { dayLimitMinor: toMinor(1_500) });
    const yesterday = clock.now;
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ outcome: 'approved' });
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ reason: 'over_day_limit' });
    clock.now = new Date(NOON.getTime() + DAY_MS);
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ outcome: 'approved' });
    clock.now = yesterday;
    expect(await pay(chargeOf({ wallet: payer, books }))).toMatchObject({ reason: 'over_day_limit' });
    clock.now = NOON;
  });

  test('an imposed limit counts beside the payer’s own, the stricter of both, and is told apart, alone and in a set', async () => {
    const payer = await wallet(50_000, { transactionLimitMinor: toMinor(3_000), dayLimitMinor: toMinor(9_000) });
    const impose = (transaction: number | null, day: number | null) =>
      db.run((ctx) =>
        imposeLimits(ctx, {
          account: payer.id,
          transactionLimitMinor: transaction === null ? null : toMinor(transaction),
          dayLimitMinor: day === null ? null : toMinor(day),
        }),
      );
    const ask = (amount: number) => pay(chargeOf({ wallet: payer, books }, { amount }));
    await impose(2_000, 4_000);
    expect(await ask(2_001)).toMatchObject({ reason: 'over_imposed_transaction_limit' });
    expect(await ask(2_000)).toMatchObject({ outcome: 'approved' });
    const others = await Promise.all([0, 1, 2, 3, 4].map(() => wallet(5_000)));
    const set = await Promise.all([
      pay(chargeOf({ wallet: payer, books }, { amount: 1_900 })),
      ...others.map((other) => pay(chargeOf({ wallet: other, books }))),
    ]);
    expect(set.map(({ outcome }) => outcome)).toEqual(set.map(() => 'approved'));
    expect(await ask(101)).toMatchObject({ reason: 'over_imposed_day_limit' });
    await impose(null, null);
    expect(await ask(3_001)).toMatchObject({ reason: 'over_transaction_limit' });
    expect(await ask(3_000)).toMatchObject({ outcome: 'approved' });
    expect(await ask(2_200)).toMatchObject({ reason: 'over_day_limit' });
  });

  test('a one-time code is spent once, and an older one never again', async () => {
    const payer = await wallet(5_000);
    expect(await pay(chargeOf({ wallet: payer, books }, { nonce: 71 }))).toMatchObject({ outcome: 'approved' });
    expect(await pay(chargeOf({ wallet: payer, books }, { nonce: 71 }))).toMatchObject({ reason: 'code_spent' });
    expect(await pay(chargeOf({ wallet: payer, books }, { nonce: 70 }))).toMatchObject({ reason: 'code_spent' });
    expect(await pay(chargeOf({ wallet: payer, books }, { nonce: 72 }))).toMatchObject({ outcome: 'approved' });
  });

  test('a charge decided before the fence was raised is stale and leaves no trace; a known key is answered first', async () => {
    const payer = await wallet(5_000);
    const known = chargeOf({ wallet: payer, books }, { fence: payer.fence });
    expect(await pay(known)).toMatchObject({ outcome: 'approved' });
    const fence = await db.run((ctx) => raiseFence(ctx, payer.id));
    const input = chargeOf({ wallet: payer, books }, { fence: payer.fence });
    expect(await pay(input)).toMatchObject({ outcome: 'stale' });
    expect(await db.run((ctx) => findTransfer(ctx, input.id))).toEqual({ state: 'unknown' });
    expect(await pay(known)).toMatchObject({ outcome: 'approved', replayed: true });
    expect(await pay({ ...input, fence })).toMatchObject({ outcome: 'approved', replayed: false });
  });

  test('a refusal found before the ledger is recorded with the key, unless the key is already answered', async () => {
    const payer = await wallet(5_000);
    const input = chargeOf({ wallet: payer, books });
    expect(await pay({ ...input, presetReason: 131 })).toMatchObject({ outcome: 'declined', reason: 131, replayed: false });
    expect(await pay(input)).toMatchObject({ outcome: 'declined', reason: 131, replayed: true });
    const paid = chargeOf({ wallet: payer, books });
    await pay(paid);
    expect(await pay({ ...paid, presetReason: 131 })).toMatchObject({ outcome: 'approved', replayed: true });
  });

  test('nonsense is refused and harms nobody beside it', async () => {
    const payer = await wallet(5_000);
    await expect(pay({ ...chargeOf({ wallet: payer, books }), credit: 999_999 })).rejects.toMatchObject({ reason: 'account_unknown' });
    await expect(pay({ ...chargeOf({ wallet: payer, books }), debit: 999_999 })).rejects.toMatchObject({ reason: 'account_unknown' });
    await expect(pay({ ...chargeOf({ wallet: payer, books }), credit: payer.id })).rejects.toMatchObject({ reason: 'payee_not_hot' });
  });
});

test('a refund of the same day frees the day limit, one of the next day does not', async () => {
  const payer = await wallet(50_000, { dayLimitMinor: toMinor(1_500) });
  const input = chargeOf({ wallet: payer, books });
  await batcher.charge(input);
  expect(await charge(payer)).toMatchObject({ reason: 'over_day_limit' });
  await db.run((ctx) => refund(ctx, { id: newId(), original: input.id, amountMinor: toMinor(600), businessOn: TODAY }));
  expect(await charge(payer, { amount: 1_100 })).toMatchObject({ outcome: 'approved' });
  await db.run((ctx) => refund(ctx, { id: newId(), original: input.id, amountMinor: toMinor(400), businessOn: '2026-03-03' }));
  expect(await charge(payer, { amount: 1 })).toMatchObject({ reason: 'over_day_limit' });
});

test('an account closes only when it is empty, and stays closed until it is opened again, empty', async () => {
  const payer = await wallet(5_000);
  const set = (status: 'closed' | 'active') => db.run((ctx) => setAccountStatus(ctx, { account: payer.id, status }));
  await expect(set('closed')).rejects.toMatchObject({ reason: 'account_not_empty' });
  await charge(payer, { amount: 5_000 });
  expect(await set('closed')).toMatchObject({ status: 'closed' });
  await expect(set('active')).rejects.toMatchObject({ reason: 'account_closed' });
  await db.run((ctx) => reopenAccount(ctx, payer.id));
  expect(await db.run((ctx) => findAccount(ctx, payer.id))).toMatchObject({ status: 'active', balanceMinor: 0 });
});

test('what a key has become can be asked', async () => {
  const payer = await wallet(1_500);
  const [paid, declined] = [chargeOf({ wallet: payer, books }), chargeOf({ wallet: payer, books })];
  await batcher.charge(paid);
  await batcher.charge(declined);
  const ask = (id: string) => db.run((ctx) => findTransfer(ctx, id));
  expect(await ask(paid.id)).toMatchObject({ state: 'posted', transfer: { amountMinor: 1_000, businessOn: TODAY } });
  expect(await ask(declined.id)).toMatchObject({ state: 'declined', reason: 'insufficient_funds' });
  expect(await ask(newId())).toEqual({ state: 'unknown' });
});
