import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { balanceOf } from './balances.ts';
import type { Batcher } from './batcher.ts';
import { setAccountStatus } from './change-account.ts';
import { findAccount } from './find-account.ts';
import { findTransfer } from './find-transfer.ts';
import { openAccount, openUnit } from './open-account.ts';
import { type PostTransfer, post } from './post.ts';
import { refund } from './refund.ts';
import { reverse } from './reverse.ts';
import { chargeOf, openBooks, openWallet, type TestBooks, type TestDatabase, TODAY, testBatcher, testDatabase } from './testing.ts';

let db: TestDatabase;
let books: TestBooks;
let batcher: Batcher;

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  batcher = testBatcher(db);
});
afterAll(async () => {
  await batcher?.close();
  await db?.drop();
});

const wallet = (balance: number, terms = {}) => openWallet(db, { books, balance, ...terms });
const balance = (of: Account) => db.run((ctx) => balanceOf(ctx, of.id));
const move = (debit: Account, credit: Account, amount: number): PostTransfer => ({
  id: newId(),
  debit: debit.id,
  credit: credit.id,
  amountMinor: toMinor(amount),
  code: 1,
});
const posting = (...transfers: PostTransfer[]) => db.run((ctx) => post(ctx, { id: newId(), businessOn: TODAY, transfers }));
const refused = (reason: string) => expect.objectContaining({ name: 'LedgerRefusal', reason });

test('a payment over two purses stands or falls together', async () => {
  const [subsidy, cash] = [await wallet(300), await wallet(1_000)];
  await expect(posting(move(subsidy, books.merchant, 300), move(cash, books.merchant, 1_001))).rejects.toEqual(refused('insufficient_funds'));
  expect([await balance(subsidy), await balance(cash)]).toEqual([300, 1_000]);
  const legs = [move(subsidy, books.merchant, 300), move(cash, books.merchant, 700)];
  expect(await posting(...legs)).toMatchObject({ balancesAfterMinor: [0, 300], replayed: false });
  expect(await posting(...legs)).toMatchObject({ balancesAfterMinor: [0, 300], replayed: true });
  expect([await balance(subsidy), await balance(cash)]).toEqual([0, 300]);
});

test('a refused posting leaves the transaction of its caller usable', async () => {
  const [payer, payee] = [await wallet(100), await wallet(0)];
  await db.run(async (ctx) => {
    await expect(post(ctx, { businessOn: TODAY, transfers: [move(payer, payee, 101)] })).rejects.toEqual(refused('insufficient_funds'));
    await post(ctx, { businessOn: TODAY, transfers: [move(payer, payee, 60)] });
  });
  expect([await balance(payer), await balance(payee)]).toEqual([40, 60]);
});

test('a posted key with other content is refused, and so is half of a posting', async () => {
  const payer = await wallet(1_000);
  const [first, second] = [move(payer, books.merchant, 100), move(payer, books.merchant, 200)];
  await posting(first, second);
  await expect(posting({ ...first, amountMinor: toMinor(101) }, second)).rejects.toEqual(refused('key_reused'));
  await expect(posting(first, move(payer, books.merchant, 5))).rejects.toEqual(refused('key_reused'));
  expect(await balance(payer)).toBe(700);
});

test('twenty sessions post one key between hot accounts at once: one effect', async () => {
  const before = await balance(books.merchant);
  const leg = move(books.bank, books.merchant, 500);
  const answers = await Promise.all(Array.from({ length: 20 }, () => posting(leg)));
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(await balance(books.merchant)).toBe(before + 500);
});

test('a top-up stops at the ceiling of the card', async () => {
  const payee = await wallet(400_000);
  const ceilingMinor = toMinor(500_000);
  await expect(posting({ ...move(books.bank, payee, 100_001), ceilingMinor })).rejects.toEqual(refused('over_ceiling'));
  await posting({ ...move(books.bank, payee, 100_000), ceilingMinor });
  expect(await balance(payee)).toBe(500_000);
});

test('an offline sale may take a wallet below zero, to its own floor', async () => {
  const payer = await wallet(1_000);
  const sale = (amount: number) => posting({ ...move(payer, books.merchant, amount), floorMinor: toMinor(-5_000) });
  await expect(sale(6_001)).rejects.toEqual(refused('insufficient_funds'));
  await sale(6_000);
  expect(await balance(payer)).toBe(-5_000);
});

test('limits bind a posting that asks for them; a frozen wallet can be paid but not pay', async () => {
  const payer = await wallet(10_000, { transactionLimitMinor: toMinor(500), dayLimitMinor: toMinor(800) });
  const enforceLimits = true;
  await expect(posting({ ...move(payer, books.merchant, 501), enforceLimits })).rejects.toEqual(refused('over_transaction_limit'));
  await posting({ ...move(payer, books.merchant, 500), enforceLimits });
  await expect(posting({ ...move(payer, books.merchant, 301), enforceLimits })).rejects.toEqual(refused('over_day_limit'));
  await db.run((ctx) => setAccountStatus(ctx, { account: payer.id, status: 'frozen' }));
  await expect(posting({ ...move(payer, books.merchant, 1), enforceLimits })).rejects.toEqual(refused('account_frozen'));
  await posting(move(books.bank, payer, 50));
  expect(await balance(payer)).toBe(9_550);
});

test('a closed account neither pays nor is paid, and units do not mix', async () => {
  const closed = await wallet(0);
  await db.run((ctx) => setAccountStatus(ctx, { account: closed.id, status: 'closed' }));
  await expect(posting(move(books.bank, closed, 1))).rejects.toEqual(refused('account_closed'));
  const points = await db.run(async (ctx) => openAccount(ctx, { owner: newId(), kind: 'wallet', unit: await openUnit(ctx, 'points:fitness') }));
  await expect(posting(move(books.bank, points, 1))).rejects.toEqual(refused('unit_mismatch'));
  await expect(posting(move(books.bank, { ...points, id: 999_999 }, 1))).rejects.toEqual(refused('account_unknown'));
  await expect(batcher.charge(chargeOf({ wallet: points, books }))).rejects.toEqual(refused('unit_mismatch'));
});

test('crossing postings of many sessions neither deadlock nor lose a fen', async () => {
  const purses = await Promise.all(Array.from({ length: 4 }, () => wallet(10_000)));
  await Promise.all(
    Array.from({ length: 80 }, (_, index) => {
      const [from, to] = [purses[index % 4], purses[(index * 3 + 1) % 4]];
      if (!from || !to || from === to) return undefined;
      return posting(move(from, to, 7), move(to, from, 3));
    }),
  );
  const balances = await Promise.all(purses.map(balance));
  expect(balances.reduce((sum: number, amount) => sum + amount, 0)).toBe(40_000);
});

test('a payment is given back in parts, to the fen and no further', async () => {
  const payer = await wallet(5_000);
  const paid = chargeOf({ wallet: payer, books });
  await batcher.charge(paid);
  const give = (amount: number, id = newId<string>()) =>
    db.run((ctx) => refund(ctx, { id, original: paid.id, amountMinor: toMinor(amount), businessOn: TODAY }));
  const key = newId<string>();
  expect(await give(400, key)).toMatchObject({ amountMinor: 400, balanceAfterMinor: 4_400, replayed: false });
  expect(await give(400, key)).toMatchObject({ amountMinor: 400, balanceAfterMinor: 4_400, replayed: true });
  await expect(give(401, key)).rejects.toEqual(refused('key_reused'));
  await expect(give(601)).rejects.toEqual(refused('refund_exceeds_original'));
  await give(600);
  await expect(give(1)).rejects.toEqual(refused('refund_exceeds_original'));
  await expect(db.run((ctx) => refund(ctx, { id: newId(), original: key, amountMinor: toMinor(1), businessOn: TODAY }))).rejects.toEqual(
    refused('not_refundable'),
  );
  expect(await balance(payer)).toBe(5_000);
});

/** Twenty tills give 100 back of the same 1,000 at once; answers how much went back. */
async function refundInParallel(): Promise<number> {
  const payer = await wallet(1_000);
  const paid = chargeOf({ wallet: payer, books });
  await batcher.charge(paid);
  await Promise.allSettled(
    Array.from({ length: 20 }, () => db.run((ctx) => refund(ctx, { id: newId(), original: paid.id, amountMinor: toMinor(100), businessOn: TODAY }))),
  );
  return balance(payer);
}

test('twenty refunds at once never exceed the payment; without the guard they would', async () => {
  expect(await refundInParallel()).toBe(1_000);
  const guarded = await db.owner.query<{ text: string }>(`select pg_get_functiondef('ledger.refund'::regproc) as text`);
  const text = guarded.rows[0]?.text ?? '';
  const unguarded = text.replace('v_given + amount > v_paid', 'false');
  expect(unguarded).not.toBe(text);
  await db.owner.query(unguarded);
  try {
    expect(await refundInParallel()).toBeGreaterThan(1_000);
  } finally {
    await db.owner.query(text);
  }
});

const undo = (original: string, id = newId<string>()) => db.run((ctx) => reverse(ctx, { id, original, businessOn: TODAY }));

test('a reversed payment is given back in full, once, less what was refunded', async () => {
  const payer = await wallet(5_000);
  const paid = chargeOf({ wallet: payer, books });
  await batcher.charge(paid);
  await db.run((ctx) => refund(ctx, { id: newId(), original: paid.id, amountMinor: toMinor(300), businessOn: TODAY }));
  const key = newId<string>();
  expect(await undo(paid.id, key)).toMatchObject({ outcome: 'reversed', amountMinor: 700, replayed: false });
  expect(await undo(paid.id, key)).toMatchObject({ outcome: 'reversed', amountMinor: 700, replayed: true });
  expect(await undo(paid.id)).toMatchObject({ outcome: 'reversed', amountMinor: 0 });
  expect(await balance(payer)).toBe(5_000);
});

test('a payment that arrives after its reversal is declined', async () => {
  const payer = await wallet(5_000);
  const late = chargeOf({ wallet: payer, books });
  expect(await undo(late.id)).toMatchObject({ outcome: 'voided', replayed: false });
  expect(await undo(late.id)).toMatchObject({ outcome: 'voided', replayed: true });
  expect(await batcher.charge(late)).toMatchObject({ outcome: 'declined', reason: 'reversed_before_arrival' });
  await expect(posting({ ...move(payer, books.merchant, 1), id: late.id })).rejects.toEqual(refused('reversed_before_arrival'));
  expect(await db.run((ctx) => findTransfer(ctx, late.id))).toMatchObject({ state: 'declined', reason: 'reversed_before_arrival' });
  expect(await balance(payer)).toBe(5_000);
});

test('a payment and its reversal that race leave the wallet whole, whoever is first', async () => {
  const payer = await wallet(100_000);
  const races = Array.from({ length: 60 }, () => chargeOf({ wallet: payer, books }, { amount: 100 }));
  const outcomes = await Promise.all(
    races.map(async (race) => {
      const [charged, undone] = await Promise.all([batcher.charge(race), undo(race.id)]);
      return `${charged.outcome} ${undone.outcome}`;
    }),
  );
  for (const outcome of outcomes) expect(['approved reversed', 'declined voided']).toContain(outcome);
  expect(await balance(payer)).toBe(100_000);
  expect((await db.run((ctx) => findAccount(ctx, payer.id)))?.daySpentMinor).toBe(0);
});
