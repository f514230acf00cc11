import { setTimeout as sleep } from 'node:timers/promises';
import { newId, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from './account.ts';
import { balanceOf, findBrokenBalances, trialBalance } from './balances.ts';
import type { Batcher } from './batcher.ts';
import type { ChargeAnswer, ChargeInput } from './charge.ts';
import { batchParameters, CHARGE_BATCH, type PricedCharge, priced } from './charge-batch.ts';
import { findTransfer } from './find-transfer.ts';
import { asTillsDo, chargeOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, TODAY, testBatcher, testDatabase } from './testing.ts';
import { verifyChain } from './verify-chain.ts';

let db: TestDatabase;
let books: TestBooks;
let servers: readonly [Batcher, Batcher];

beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
  servers = [testBatcher(db), testBatcher(db)];
});
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.close()));
  await db?.drop();
});

const wallet = (balance: number, terms = {}) => openWallet(db, { books, balance, ...terms });
const balance = (of: Account) => db.run((ctx) => balanceOf(ctx, of.id));
const posted = (answers: readonly ChargeAnswer[]) => answers.filter(({ outcome, replayed }) => outcome === 'approved' && !replayed);

async function expectSoundBooks(): Promise<void> {
  expect(await db.run((ctx) => findBrokenBalances(ctx))).toEqual([]);
  expect((await db.run((ctx) => trialBalance(ctx))).sumMinor).toEqual({ CNY: 0 });
  expect(await db.run((ctx) => verifyChain(ctx))).toMatchObject({ intact: true });
}

test('fifty charges of 10.00 at once on a wallet of 100.00: exactly ten are approved', async () => {
  const payer = await wallet(10_000);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => servers[index % 2 ? 1 : 0].charge(chargeOf({ wallet: payer, books }))));
  expect(posted(answers)).toHaveLength(10);
  expect(await balance(payer)).toBe(0);
});

test('one key sent to two servers many times has one effect and one answer', async () => {
  const payers = await Promise.all(Array.from({ length: 40 }, () => wallet(1_500)));
  const charges = payers.map((payer) => chargeOf({ wallet: payer, books }));
  const answers = await Promise.all(charges.flatMap((charge) => servers.flatMap((server) => [server.charge(charge), server.charge(charge)])));
  for (const charge of charges.keys()) {
    const four = answers.slice(charge * 4, charge * 4 + 4);
    expect(posted(four).length).toBeLessThanOrEqual(1);
    for (const answer of four) expect(answer).toMatchObject({ outcome: 'approved', balanceAfterMinor: 500 });
  }
  for (const payer of payers) expect(await balance(payer)).toBe(500);
});

/**
 * Server A spends of a wallet and then declines a key for want of funds, while server B, whose snapshot is older and shows enough
 * money, waits for the wallet; before A commits, money comes in. Answers what B says of the key.
 */
async function declineThenApprove(): Promise<string | undefined> {
  const payer = await wallet(1_000);
  const spent = priced(chargeOf({ wallet: payer, books }, { amount: 100 }));
  const charge = priced(chargeOf({ wallet: payer, books }));
  const crowd = await Promise.all([1, 2, 3, 4].map(async () => priced(chargeOf({ wallet: await wallet(5_000), books }))));
  const call = (lane: number, charges: readonly PricedCharge[]) => ({
    ...CHARGE_BATCH,
    values: batchParameters(charges, { lane, at: NOON, businessOn: TODAY }),
  });
  const [a, b] = await Promise.all([db.owner.connect(), db.owner.connect()]);
  await a.query('begin');
  const declined = await a.query<{ answers: string }>(call(30, [spent, charge]));
  expect(declined.rows[0]?.answers).toBe('1:0:900:,2:3::');
  await a.query('update ledger.account set balance = balance + 200 where id = $1', [payer.id]);
  const waiting = b.query<{ answers: string }>(call(31, [charge, ...crowd]));
  await sleep(150);
  await a.query('commit');
  const said = (await waiting).rows[0]?.answers;
  await a.query('update ledger.account set balance = balance - 200 where id = $1', [payer.id]);
  a.release();
  b.release();
  return said?.split(',').find((answer) => answer.startsWith('1:'));
}

test('a key that one server declines is never approved by another; without the second look it would be', async () => {
  expect(await declineThenApprove()).toBe(`1:3::${NOON.getTime()}`);
  const careful = await db.owner.query<{ text: string }>(`select pg_get_functiondef('ledger.charge_batch'::regproc) as text`);
  const text = careful.rows[0]?.text ?? '';
  const careless = text.replace(/if exists \(select from ledger\.decline where id = any \(v_ids\)\)/, 'if false');
  expect(careless).not.toBe(text);
  await db.owner.query(careless);
  try {
    expect(await declineThenApprove()).toBe('1:0:100:');
  } finally {
    await db.owner.query(text);
  }
});

/**
 * A batch takes one wallet and is left with another, which a second server holds, and which a decline still has to look at. Answers
 * whether the second server gets the first wallet without a deadlock.
 */
async function isLetGo(): Promise<boolean> {
  const [held, taken] = [await wallet(100), await wallet(5_000)];
  const crowd = await Promise.all([1, 2, 3].map(async () => priced(chargeOf({ wallet: await wallet(5_000), books }))));
  const batch = [priced(chargeOf({ wallet: held, books })), priced(chargeOf({ wallet: taken, books })), ...crowd];
  const [a, b] = await Promise.all([db.owner.connect(), db.owner.connect()]);
  await b.query('begin');
  await b.query('select from ledger.account where id = $1 for update', [held.id]);
  const answered = a.query<{ answers: string }>({ ...CHARGE_BATCH, values: batchParameters(batch, { lane: 29, at: NOON, businessOn: TODAY }) });
  await sleep(150);
  const got = await b.query('select from ledger.account where id = $1 for update nowait', [taken.id]).then(
    () => true,
    () => false,
  );
  await b.query('rollback');
  expect((await answered).rows[0]?.answers).toMatch(/1:3::.*2:0:4000:|2:0:4000:.*1:3::/);
  a.release();
  b.release();
  return got;
}

test('a batch holds no wallet while it waits for another; without letting go, two servers would wait for each other', async () => {
  expect(await isLetGo()).toBe(true);
  const { rows } = await db.owner.query<{ text: string }>(`select pg_get_functiondef('ledger.charge_batch'::regproc) as text`);
  const text = rows[0]?.text ?? '';
  const waiting = text.replace('no key update of a nowait', 'no key update of a');
  expect(waiting).not.toBe(text);
  await db.owner.query(waiting);
  try {
    expect(await isLetGo()).toBe(false);
  } finally {
    await db.owner.query(text);
  }
});

test('under any interleaving of duplicates and reuse, a key has one effect, floors hold and the books balance', async () => {
  const request = fc.record({
    key: fc.nat({ max: 11 }),
    payer: fc.nat({ max: 3 }),
    amount: fc.integer({ min: 1, max: 40 }),
    server: fc.nat({ max: 1 }),
    nonce: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    pauseMs: fc.nat({ max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 4, maxLength: 60 }), async (requests) => {
      const payers = await Promise.all([30, 60, 90, 120].map((amount) => wallet(amount)));
      const keys = Array.from({ length: 12 }, () => newId<string>());
      const sent = await Promise.all(
        requests.map(async ({ key, payer, amount, server, nonce, pauseMs }) => {
          await sleep(pauseMs);
          const account = payers[payer];
          if (!account) throw new Error('no such payer');
          const input = chargeOf({ wallet: account, books }, { id: keys[key], amount, nonce });
          return { input, answer: await asTillsDo(() => servers[server ? 1 : 0].charge(input)) };
        }),
      );
      await expectOneEffectPerKey(sent);
      for (const payer of payers) expect(await balance(payer)).toBeGreaterThanOrEqual(0);
    }),
    // A race does not fail the same way twice: what failed is told, not made smaller until the time is up.
    { numRuns: 25, endOnFailure: true },
  );
});

/** All that were answered as this key's owner were answered alike, and the ledger still says the same. */
async function expectOneEffectPerKey(sent: readonly { input: ChargeInput; answer: ChargeAnswer }[]): Promise<void> {
  for (const id of new Set(sent.map(({ input }) => input.id))) {
    const owners = sent.filter(({ input, answer }) => input.id === id && answer.outcome !== 'key_reused');
    const told = new Set(owners.map(({ input, answer }) => JSON.stringify([input.debit, { ...answer, replayed: null }])));
    const state = await db.run((ctx) => findTransfer(ctx, id));
    if (state.state === 'posted') {
      const approved = owners.filter(({ answer }) => answer.outcome === 'approved');
      expect(new Set(approved.map(({ answer }) => JSON.stringify({ ...answer, replayed: null }))).size).toBe(1);
      expect(posted(approved.map(({ answer }) => answer)).length).toBeLessThanOrEqual(1);
    } else expect(told.size).toBe(1);
  }
}

test('sessions killed in the middle of batches lose nothing and double nothing', async () => {
  const payers = await Promise.all(Array.from({ length: 30 }, () => wallet(100_000)));
  const charges = Array.from({ length: 6_000 }, (_, index) => {
    const payer = payers[index % 30];
    if (!payer) throw new Error('no payer');
    return chargeOf({ wallet: payer, books }, { amount: 10 });
  });
  const answers = Promise.all(charges.map((charge, index) => servers[index % 2 ? 1 : 0].charge(charge)));
  let killed = 0;
  for (let round = 0; round < 8; round++) {
    await sleep(25);
    const kill = await db.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'tessera-ledger' and datname = current_database() and state = 'active'`);
    killed += kill.rowCount ?? 0;
  }
  expect(posted(await answers)).toHaveLength(6_000);
  expect(killed).toBeGreaterThan(0);
  for (const payer of payers) expect(await balance(payer)).toBe(98_000);
});

test('a full queue answers busy instead of growing', async () => {
  const payer = await wallet(1_000_000);
  const narrow = testBatcher(db, undefined, { lanes: 1 });
  const answers = await Promise.allSettled(Array.from({ length: 4_600 }, () => narrow.charge(chargeOf({ wallet: payer, books }, { amount: 1 }))));
  const busy = answers.filter((answer) => answer.status === 'rejected');
  expect(busy.length).toBe(4_600 - 4_096);
  expect(busy[0]).toMatchObject({ reason: { name: 'LedgerRefusal', reason: 'busy' } });
  expect(await balance(payer)).toBe(1_000_000 - 4_096);
  await narrow.close();
  await expect(narrow.charge(chargeOf({ wallet: payer, books }))).rejects.toMatchObject({ name: 'LedgerUnavailable' });
});

test('a charge that the database refuses as such fails alone, not with the batch that it was in', async () => {
  const payers = await Promise.all(Array.from({ length: 8 }, () => wallet(5_000)));
  await db.owner.query('alter table ledger.transfer add constraint transfer_lucky check (amount <> 13) not valid');
  const answers = await Promise.allSettled(
    payers.map((payer, index) => servers[0].charge(chargeOf({ wallet: payer, books }, { amount: index === 3 ? 13 : 100 }))),
  );
  await db.owner.query('alter table ledger.transfer drop constraint transfer_lucky');
  expect(answers.map(({ status }) => status)).toEqual(payers.map((_, index) => (index === 3 ? 'rejected' : 'fulfilled')));
});

test('a wallet that somebody keeps locked is busy; the others of its batch are served', async () => {
  const payers = await Promise.all(Array.from({ length: 8 }, () => wallet(5_000)));
  const holder = await db.owner.connect();
  await holder.query('begin');
  await holder.query('select from ledger.account where id = $1 for update', [payers[3]?.id]);
  const charges = payers.map((payer) => chargeOf({ wallet: payer, books }));
  const answers = await Promise.allSettled(charges.map((charge) => servers[0].charge(charge)));
  await holder.query('rollback');
  holder.release();
  expect(answers.map(({ status }) => status)).toEqual(payers.map((_, index) => (index === 3 ? 'rejected' : 'fulfilled')));
  expect(answers[3]).toMatchObject({ reason: { reason: 'busy' } });
  expect(await Promise.all(charges.map((charge) => servers[1].charge(charge)))).toMatchObject(
    charges.map((_, index) => ({ outcome: 'approved', replayed: index !== 3 })),
  );
});

test('after all of this every balance is the sum of its entries, and the chain is whole', expectSoundBooks);

test('a database that does not come back is told as unavailable, not guessed', async () => {
  const dead = testBatcher(db, undefined, { connection: { host: '127.0.0.1', port: 1 }, resendForSeconds: 0.2 });
  const charge = { id: newId(), debit: 1, credit: 2, amountMinor: toMinor(1), code: 1 };
  await expect(dead.charge(charge)).rejects.toMatchObject({ name: 'LedgerUnavailable' });
  await dead.close();
});
