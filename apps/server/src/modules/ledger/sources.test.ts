import { setTimeout as sleep } from 'node:timers/promises';
import { newId, toMinor } from '@tessera/kernel';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { balanceOf, findBrokenBalances, trialBalance } from './balances.ts';
import type { Batcher } from './batcher.ts';
import { setAccountStatus } from './change-account.ts';
import type { ChargeAnswer, Source } from './charge.ts';
import { findAccount } from './find-account.ts';
import { findLegs } from './find-transfer.ts';
import { openAccount } from './open-account.ts';
import { post } from './post.ts';
import { refund } from './refund.ts';
import { reverse } from './reverse.ts';
import {
  again,
  asTillsDo,
  chargeOf,
  NOON,
  openBooks,
  openWallet,
  type TestBooks,
  type TestDatabase,
  TODAY,
  testBatcher,
  testDatabase,
} from './testing.ts';
import { verifyChain } from './verify-chain.ts';

const clock = { now: NOON };
let db: TestDatabase;
let books: TestBooks;
let servers: readonly [Batcher, Batcher];

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  servers = [testBatcher(db, clock), testBatcher(db, clock)];
});
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.close()));
  await db?.drop();
});

const wallet = (balance: number, terms = {}) => openWallet(db, { books, balance, ...terms });
const balance = (of: Account) => db.run((ctx) => balanceOf(ctx, of.id));
const balances = (...accounts: Account[]) => Promise.all(accounts.map(balance));
const from = (...accounts: Account[]): Source[] => accounts.map(({ id }) => ({ account: id }));
const leg = (account: Account, amountMinor: number, balanceAfterMinor: number | null) => ({ account: account.id, amountMinor, balanceAfterMinor });
const posted = (answers: readonly ChargeAnswer[]) => answers.filter(({ outcome, replayed }) => outcome === 'approved' && !replayed);
const giveBack = (original: string, amount: number, id = newId<string>()) =>
  db.run((ctx) => refund(ctx, { id, original, amountMinor: toMinor(amount), businessOn: TODAY }), clock.now);

test('a charge draws its sources in order, then the wallet, and is one charge under one key', async () => {
  const [cash, meal, book] = [await wallet(1_000), await wallet(300), await wallet(200)];
  const asked = chargeOf({ wallet: cash, books }, { sources: from(meal, book) });
  expect(await servers[0].charge(asked)).toMatchObject({
    outcome: 'approved',
    amountMinor: 1_000,
    balanceAfterMinor: 500,
    legs: [leg(meal, 300, 0), leg(book, 200, 0), leg(cash, 500, 500)],
  });
  expect(await balances(meal, book, cash)).toEqual([0, 0, 500]);
  const legs = await db.run((ctx) => findLegs(ctx, asked.id));
  expect(legs.map(({ debit, amountMinor, posting, payer }) => [debit, amountMinor, posting, payer])).toEqual([
    [meal.id, 300, asked.id, cash.id],
    [book.id, 200, asked.id, cash.id],
    [cash.id, 500, asked.id, null],
  ]);
});

test('a replay tells the first answer, whatever the sources are by then; other content under the key is refused', async () => {
  const [cash, meal] = [await wallet(1_000), await wallet(300)];
  const asked = chargeOf({ wallet: cash, books }, { sources: from(meal) });
  const first = await servers[0].charge(asked);
  const { sources: _, ...plain } = asked;
  expect(await servers[1].charge(plain)).toEqual({ ...first, replayed: true });
  expect(await servers[1].charge(asked)).toEqual({ ...first, replayed: true });
  expect(await servers[1].charge({ ...asked, amountMinor: toMinor(999) })).toMatchObject({ outcome: 'key_reused' });
  expect(await balances(meal, cash)).toEqual([0, 300]);
});

test('a source gives at most what it is asked for, and a hot account pays for somebody without a balance of its own', async () => {
  const [cash, meal] = [await wallet(1_000), await wallet(900)];
  const school = await db.run((ctx) => openAccount(ctx, { owner: newId(), kind: 'operator', hot: true }));
  const sources = [
    { account: school.id, atMostMinor: toMinor(250) },
    { account: meal.id, atMostMinor: toMinor(150) },
  ];
  const asked = chargeOf({ wallet: cash, books }, { sources });
  expect(await servers[0].charge(asked)).toMatchObject({
    balanceAfterMinor: 400,
    legs: [leg(school, 250, null), leg(meal, 150, 750), leg(cash, 600, 400)],
  });
  const whole = chargeOf({ wallet: cash, books }, { amount: 200, sources });
  const first = await servers[0].charge(whole);
  expect(first).toMatchObject({ balanceAfterMinor: 400, legs: [leg(school, 200, null)] });
  expect(await servers[1].charge(whole)).toEqual({ ...first, replayed: true });
  expect(await balances(school, meal, cash)).toEqual([-450, 750, 400]);
  await giveBack(whole.id, 200);
  expect(await balances(school, meal, cash)).toEqual([-250, 750, 400]);
});

test('where the sum is short nothing moves, and the refusal is remembered', async () => {
  const [cash, meal] = [await wallet(600), await wallet(399)];
  const asked = chargeOf({ wallet: cash, books }, { sources: from(meal) });
  expect(await servers[0].charge(asked)).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds', replayed: false });
  expect(await servers[1].charge(asked)).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds', replayed: true });
  expect(await balances(meal, cash)).toEqual([399, 600]);
  const exact = chargeOf({ wallet: cash, books }, { amount: 999, sources: from(meal) });
  expect(await servers[0].charge(exact)).toMatchObject({ outcome: 'approved', balanceAfterMinor: 0 });
});

test('the wallet’s limits, code and fence decide by the whole amount, also where others bear all of it', async () => {
  const cash = await wallet(100, { transactionLimitMinor: toMinor(500), dayLimitMinor: toMinor(800) });
  const meal = await wallet(5_000);
  const ask = (amount: number, terms = {}) => servers[0].charge(chargeOf({ wallet: cash, books }, { amount, sources: from(meal), ...terms }));
  expect(await ask(501)).toMatchObject({ reason: 'over_transaction_limit' });
  expect(await ask(500, { nonce: 7 })).toMatchObject({ outcome: 'approved', legs: [leg(meal, 500, 4_500)], balanceAfterMinor: 100 });
  expect(await ask(10, { nonce: 7 })).toMatchObject({ reason: 'code_spent' });
  expect(await ask(301)).toMatchObject({ reason: 'over_day_limit' });
  expect(await ask(10, { fence: 3 })).toMatchObject({ outcome: 'stale' });
  expect(await ask(10, { presetReason: 101 })).toMatchObject({ outcome: 'declined', reason: 101 });
  expect(await ask(300)).toMatchObject({ outcome: 'approved' });
  expect((await db.run((ctx) => findAccount(ctx, cash.id)))?.daySpentMinor).toBe(800);
  await db.run((ctx) => setAccountStatus(ctx, { account: cash.id, status: 'frozen' }));
  expect(await ask(1)).toMatchObject({ reason: 'wallet_frozen' });
  expect(await balances(meal, cash)).toEqual([4_200, 100]);
});

test('a frozen, empty or unknown source is passed over, and a charge that the wallet bears alone has no legs', async () => {
  const [cash, frozen, empty] = [await wallet(1_000), await wallet(500), await wallet(0)];
  await db.run((ctx) => setAccountStatus(ctx, { account: frozen.id, status: 'frozen' }));
  const answer = await servers[0].charge(chargeOf({ wallet: cash, books }, { sources: [...from(frozen, empty), { account: 987_654_321 }] }));
  expect(answer).toMatchObject({ outcome: 'approved', balanceAfterMinor: 0 });
  expect(answer).not.toHaveProperty('legs');
  expect(await balances(frozen, cash)).toEqual([500, 0]);
});

test('a closed merchant is declined, however much the sources hold', async () => {
  const [cash, meal] = [await wallet(0), await wallet(5_000)];
  const merchant = await db.run((ctx) => openAccount(ctx, { owner: newId(), kind: 'merchant', hot: true }));
  await db.run((ctx) => setAccountStatus(ctx, { account: merchant.id, status: 'closed' }));
  const asked = { ...chargeOf({ wallet: cash, books }, { sources: from(meal) }), credit: merchant.id };
  expect(await servers[0].charge(asked)).toMatchObject({ outcome: 'declined', reason: 'payee_unavailable' });
  expect(await balance(meal)).toBe(5_000);
});

test('a refund fills the purses in the reverse order of drawing, and one fen too much is refused', async () => {
  const [cash, meal, book] = [await wallet(1_000), await wallet(300), await wallet(200)];
  const asked = chargeOf({ wallet: cash, books }, { sources: from(meal, book) });
  await servers[0].charge(asked);
  const key = newId<string>();
  expect(await giveBack(asked.id, 550, key)).toMatchObject({ amountMinor: 550, balanceAfterMinor: 1_000, replayed: false });
  expect(await balances(meal, book, cash)).toEqual([0, 50, 1_000]);
  expect(await giveBack(asked.id, 550, key)).toMatchObject({ amountMinor: 550, balanceAfterMinor: 1_000, replayed: true });
  await expect(giveBack(asked.id, 551, key)).rejects.toMatchObject({ reason: 'key_reused' });
  await expect(giveBack(asked.id, 451)).rejects.toMatchObject({ reason: 'refund_exceeds_original' });
  expect((await db.run((ctx) => findAccount(ctx, cash.id)))?.daySpentMinor).toBe(450);
  expect(await giveBack(asked.id, 450)).toMatchObject({ amountMinor: 450, balanceAfterMinor: 1_000 });
  expect(await balances(meal, book, cash)).toEqual([300, 200, 1_000]);
  expect((await db.run((ctx) => findAccount(ctx, cash.id)))?.daySpentMinor).toBe(0);
  await expect(giveBack(asked.id, 1)).rejects.toMatchObject({ reason: 'refund_exceeds_original' });
  await expect(giveBack(key, 1)).rejects.toMatchObject({ reason: 'not_refundable' });
});

test('twenty refunds at once never exceed the payment, and a reversal gives back all that is left, once', async () => {
  const [cash, meal] = [await wallet(1_000), await wallet(500)];
  const asked = chargeOf({ wallet: cash, books }, { sources: from(meal) });
  await servers[0].charge(asked);
  await Promise.allSettled(Array.from({ length: 20 }, () => giveBack(asked.id, 90)));
  expect(await balances(meal, cash)).toEqual([490, 1_000]);
  const undo = { id: newId<string>(), original: asked.id, businessOn: TODAY };
  expect(await db.run((ctx) => reverse(ctx, undo))).toMatchObject({ outcome: 'reversed', amountMinor: 10, replayed: false });
  expect(await db.run((ctx) => reverse(ctx, undo))).toMatchObject({ outcome: 'reversed', amountMinor: 10, replayed: true });
  expect(await balances(meal, cash)).toEqual([500, 1_000]);
});

/** Answers how many of fifty charges of 10.00, on two servers, were approved on cash of 60.00 and a purse of 40.00. */
async function fiftyAtOnce(): Promise<number> {
  const [cash, meal] = [await wallet(6_000), await wallet(4_000)];
  const charges = Array.from({ length: 50 }, () => chargeOf({ wallet: cash, books }, { sources: from(meal) }));
  const answers = await Promise.all(charges.map((charge, index) => servers[index % 2 ? 1 : 0].charge(charge)));
  return posted(answers).length;
}

test('fifty charges of 10.00 at once on 60.00 and a purse of 40.00: exactly ten; without the lock there would be more', async () => {
  for (let round = 0; round < 3; round++) expect(await fiftyAtOnce()).toBe(10);
  const locked = await db.owner.query<{ text: string }>(`select pg_get_functiondef('ledger.charge_batch'::regproc) as text`);
  const text = locked.rows[0]?.text ?? '';
  const unlocked = text.replace('where not a.hot order by a.id for no key update of a', 'where not a.hot');
  expect(unlocked).not.toBe(text);
  const spread = await db.owner.query<{ text: string }>(`select pg_get_functiondef('ledger.charge_spread'::regproc) as text`);
  await expectSoundBooks();
  const other = await testDatabase();
  const kept = { db, books, servers };
  try {
    db = other;
    books = await openBooks(db);
    servers = [testBatcher(db, clock), testBatcher(db, clock)];
    await db.owner.query(unlocked);
    await db.owner.query((spread.rows[0]?.text ?? '').replace('v_spent := ', 'perform pg_sleep(0.005); v_spent := '));
    let most = 0;
    for (let round = 0; round < 10 && most <= 10; round++) most = Math.max(most, await fiftyAtOnce());
    expect(most).toBeGreaterThan(10);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await other.drop();
    ({ db, books, servers } = kept);
  }
});

const isDeadlock = (error: unknown) => error instanceof pg.DatabaseError && error.code === '40P01';
/** As every transaction of the server does. */
const asTransactionsDo = <Result>(work: () => Promise<Result>) => again(work, isDeadlock);

test('charges of many wallets that share purses, and grants between them, all end, and no fen is lost', async () => {
  const purses = await Promise.all(Array.from({ length: 4 }, () => wallet(3_000)));
  const payers = await Promise.all(Array.from({ length: 12 }, () => wallet(10_000)));
  const charges = Array.from({ length: 240 }, (_, index) => {
    const sources = from(...[...purses.slice(index % 4), ...purses.slice(0, index % 4)]);
    return chargeOf({ wallet: at(payers, index % 12), books }, { amount: 100, sources: index % 3 === 0 ? undefined : sources });
  });
  const grants = Array.from({ length: 40 }, (_, index) => {
    const grant = { id: newId(), debit: at(payers, index % 12).id, credit: at(purses, index % 4).id, amountMinor: toMinor(10), code: 1 };
    return asTransactionsDo(() => db.run((ctx) => post(ctx, { businessOn: TODAY, transfers: [grant] })));
  });
  const charging = charges.map((charge, index) => asTillsDo(() => servers[index % 2 ? 1 : 0].charge(charge)));
  const answers = await Promise.all([...charging, ...grants]);
  expect(answers).toHaveLength(280);
  const left = await balances(...purses, ...payers);
  expect(left.reduce((sum, one) => sum + one, 0)).toBe(4 * 3_000 + 12 * 10_000 - 240 * 100);
});

test('sessions killed in the middle of such batches lose nothing and double nothing', async () => {
  const payers = await Promise.all(Array.from({ length: 30 }, async () => [await wallet(50_000), await wallet(3_000)] as const));
  const charges = payers.flatMap(([cash, meal]) =>
    Array.from({ length: 50 }, () => chargeOf({ wallet: cash, books }, { amount: 100, sources: from(meal) })),
  );
  const answers = Promise.all(charges.map((charge, index) => servers[index % 2 ? 1 : 0].charge(charge)));
  let killed = 0;
  for (let round = 0; round < 6; round++) {
    await sleep(25);
    const kill = await db.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'tessera-ledger' and datname = current_database() and state = 'active'`);
    killed += kill.rowCount ?? 0;
  }
  expect(posted(await answers)).toHaveLength(1_500);
  expect(killed).toBeGreaterThan(0);
  for (const [cash, meal] of payers) expect(await balances(meal, cash)).toEqual([0, 48_000]);
});

test('a charge with a source twice, with too many, or with its own wallet among them is a mistake of the caller', async () => {
  const [cash, meal] = [await wallet(100), await wallet(100)];
  const many = Array.from({ length: 9 }, (_, index) => ({ account: 1_000 + index }));
  for (const sources of [from(meal, meal), from(cash), many])
    await expect(servers[0].charge(chargeOf({ wallet: cash, books }, { amount: 1, sources }))).rejects.toThrow(RangeError);
});

async function expectSoundBooks(): Promise<void> {
  expect(await db.run((ctx) => findBrokenBalances(ctx))).toEqual([]);
  expect((await db.run((ctx) => trialBalance(ctx))).sumMinor).toEqual({ CNY: 0 });
  expect(await db.run((ctx) => verifyChain(ctx))).toMatchObject({ intact: true });
}
test('after all of this every balance is the sum of its entries, and the chain is whole', expectSoundBooks);

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${index}`);
  return item;
}
