import { newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { balanceOf, dayTotals, findBrokenBalances, foldPages, trialBalance } from './balances.ts';
import type { Batcher } from './batcher.ts';
import { followJournal } from './follow-journal.ts';
import { findPage, listPages } from './list-pages.ts';
import { refund } from './refund.ts';
import { chargeOf, NOON, openBooks, openWallet, type TestBooks, type TestDatabase, TODAY, testBatcher, testDatabase } from './testing.ts';
import type { Transfer } from './transfer.ts';
import { anchorHeads, verifyChain } from './verify-chain.ts';

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

/** `count` wallets pay 1.00 each; the keys that were paid. */
async function trade(count: number): Promise<string[]> {
  const payers = await Promise.all(Array.from({ length: count }, () => openWallet(db, { books, balance: 500 })));
  const charges = payers.map((wallet) => chargeOf({ wallet, books }, { amount: 100 }));
  await Promise.all(charges.map((charge) => batcher.charge(charge)));
  return charges.map(({ id }) => id);
}
const merchantBalance = () => db.run((ctx) => balanceOf(ctx, books.merchant.id));

test("a merchant's balance is exact before, while and after pages are folded", async () => {
  const [paid = ''] = await trade(20);
  await db.run((ctx) => refund(ctx, { id: newId(), original: paid, amountMinor: toMinor(40), businessOn: TODAY }));
  expect(await merchantBalance()).toBe(1_960);
  while ((await db.run((ctx) => foldPages(ctx, 3))) > 0) expect(await merchantBalance()).toBe(1_960);
  await trade(5);
  expect(await merchantBalance()).toBe(2_460);
  expect(await db.run((ctx) => dayTotals(ctx, { businessOn: TODAY, account: books.merchant.id }))).toEqual([
    { account: books.merchant.id, code: 1, debitMinor: 0, creditMinor: 2_500, count: 25 },
    { account: books.merchant.id, code: 3, debitMinor: 40, creditMinor: 0, count: 1 },
  ]);
});

test('pages are folded once although many fold at the same time', async () => {
  await trade(12);
  const expected = await merchantBalance();
  const folding = trade(12);
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let round = 0; round < 10; round++) await db.run((ctx) => foldPages(ctx, 2));
    }),
  );
  await folding;
  while ((await db.run((ctx) => foldPages(ctx))) > 0);
  expect(await merchantBalance()).toBe(expected + 1_200);
});

test('the books balance per unit, now and at a past instant', async () => {
  const before = clock.now;
  const then = await db.run((ctx) => trialBalance(ctx, before), before);
  clock.now = new Date(before.getTime() + 60_000);
  await trade(7);
  expect((await db.run((ctx) => trialBalance(ctx))).sumMinor).toEqual({ CNY: 0 });
  const payees = (balance: typeof then) => balance.lines.find(({ kind }) => kind === 'merchant')?.balanceMinor;
  expect((await db.run((ctx) => trialBalance(ctx, before))).sumMinor).toEqual({ CNY: 0 });
  expect(payees(await db.run((ctx) => trialBalance(ctx, before)))).toBe(payees(then));
  expect(payees(await db.run((ctx) => trialBalance(ctx)))).toBe((payees(then) ?? 0) + 700);
  expect(await db.run((ctx) => findBrokenBalances(ctx))).toEqual([]);
});

test('a subscriber sees every transfer once and in order, and again only what it failed to apply', async () => {
  const seen: Transfer[] = [];
  const read = (limit: number, fail = false) =>
    db.run((ctx) =>
      followJournal(ctx, {
        subscriber: 'statements',
        limit,
        apply: async (pages) => {
          if (fail) throw new Error('disk full');
          seen.push(...pages.flatMap(({ transfers }) => transfers));
        },
      }),
    );
  await expect(read(5, true)).rejects.toThrow('disk full');
  const paid = await trade(30);
  const readAll = async () => {
    for (let round = 0; round < 200; round++) if ((await read(4)) === 0) return;
  };
  await Promise.all([readAll(), readAll(), readAll()]);
  await readAll();
  const ids = seen.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const stored = await db.owner.query<{ count: number }>('select count(*) from ledger.transfer');
  expect(ids.length).toBe(stored.rows[0]?.count);
  expect(ids).toEqual(expect.arrayContaining(paid));
  for (const lane of new Set(seen.map((transfer) => transfer.lane))) {
    const places = seen.filter((transfer) => transfer.lane === lane).map(({ page, ordinal }) => page * 1_000 + ordinal);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
});

test('the same process is told of new pages at once', async () => {
  let told = 0;
  const stop = batcher.onPagesCommitted(() => told++);
  await trade(1);
  stop();
  await trade(1);
  expect(told).toBe(1);
});

test('pages are listed newest first, each once, with their transfers', async () => {
  const places: string[] = [];
  let cursor: string | undefined;
  do {
    const list = await db.run((ctx) => listPages(ctx, { limit: 7, cursor }));
    places.push(...list.items.map(({ lane, seq }) => `${lane}.${seq}`));
    cursor = list.nextCursor ?? undefined;
  } while (cursor);
  const stored = await db.owner.query<{ count: number }>('select count(*) from ledger.page');
  expect(new Set(places).size).toBe(stored.rows[0]?.count);
  expect(places.length).toBe(stored.rows[0]?.count);
  const [page] = (await db.run((ctx) => listPages(ctx, { limit: 1 }))).items;
  const found = await db.run((ctx) => findPage(ctx, page ?? { lane: 0, seq: 0 }));
  expect(found?.transfers.length).toBe(page?.count);
});

test('the application can neither change nor remove an entry', async () => {
  for (const table of ['transfer', 'page', 'decline', 'anchor'])
    for (const statement of [`update ledger.${table} set at = at`, `delete from ledger.${table}`, `truncate ledger.${table}`]) {
      const client = await db.owner.connect();
      await client.query('begin; set local role tessera_app');
      await expect(client.query(statement)).rejects.toThrow('permission denied');
      await client.query('rollback');
      client.release();
    }
});

test('tampering is found, and the page is named', async () => {
  await trade(6);
  await db.run((ctx) => anchorHeads(ctx));
  const check = () => db.run((ctx) => verifyChain(ctx));
  expect(await check()).toMatchObject({ intact: true });
  const [page] = (await db.run((ctx) => listPages(ctx, { limit: 1 }))).items;
  const victim = (await db.run((ctx) => findPage(ctx, page ?? { lane: 0, seq: 0 })))?.transfers[0];
  if (!page || !victim) throw new Error('no page to tamper with');
  const place = `lane = ${page.lane} and seq = ${page.seq}`;
  const of = `where id = '${victim.id}'`;
  const bad = (fault: string) => ({ intact: false, lane: page.lane, page: page.seq, fault });

  for (const [change, undo, fault] of [
    [`update ledger.transfer set amount = amount + 1 ${of}`, `update ledger.transfer set amount = amount - 1 ${of}`, 'content_changed'],
    [`update ledger.transfer set credit = credit + 1 ${of}`, `update ledger.transfer set credit = credit - 1 ${of}`, 'content_changed'],
    [`update ledger.transfer set at = at + interval '1 s' ${of}`, `update ledger.transfer set at = at - interval '1 s' ${of}`, 'content_changed'],
    [
      `update ledger.page set credits[1] = credits[1] + 1 where ${place}`,
      `update ledger.page set credits[1] = credits[1] - 1 where ${place}`,
      'subtotals_wrong',
    ],
    [
      `update ledger.page set seq = seq + 1000 where ${place}`,
      `update ledger.page set seq = seq - 1000 where lane = ${page.lane} and seq > 1000`,
      'page_missing',
    ],
    [
      `update ledger.lane set hash = '\\x00' where lane = ${page.lane}`,
      `update ledger.lane l set hash = p.hash from ledger.page p where p.lane = l.lane and p.seq = l.page and l.lane = ${page.lane}`,
      'head_moved',
    ],
    [`update ledger.page set hash = '\\x00' where ${place}`, `update ledger.page set hash = '\\x${page.hash}' where ${place}`, 'content_changed'],
    [`update ledger.page set prev = '\\x00' where ${place}`, `update ledger.page set prev = '\\x${page.previousHash}' where ${place}`, 'link_broken'],
  ] as const) {
    await db.owner.query(change);
    expect(await check()).toEqual(bad(fault));
    await db.owner.query(undo);
    expect(await check()).toMatchObject({ intact: true });
  }
});

test('a chain that was rewritten as a whole contradicts its anchor; a transfer outside the chain is found', async () => {
  const [page] = (await db.run((ctx) => listPages(ctx, { limit: 1 }))).items;
  if (!page) throw new Error('no page');
  const stray = newId();
  await db.owner.query(
    `insert into ledger.transfer select ($1::uuid), debit, credit, amount, fingerprint, balance_after, page, at, business_on, bucket, unit, code,
       lane, 99, flags from ledger.transfer where lane = $2 and page = $3 limit 1`,
    [stray, page.lane, page.seq],
  );
  expect(await db.run((ctx) => verifyChain(ctx))).toEqual({ intact: false, lane: page.lane, page: page.seq, fault: 'transfer_stray' });
  await db.owner.query('delete from ledger.transfer where id = $1', [stray]);
  await db.run((ctx) => anchorHeads(ctx), new Date(NOON.getTime() + 3_600_000));
  await db.owner.query(`update ledger.page p set hash = c.hash, business_on = p.business_on + 1 from (
      select p.lane, p.seq, (ledger.page_content(p.lane, p.seq, p.at, p.business_on + 1, p.transfers, p.prev)).hash as hash
      from ledger.page p) c where c.lane = p.lane and c.seq = p.seq and p.lane = ${page.lane} and p.seq = ${page.seq}`);
  await db.owner.query(
    `update ledger.lane l set hash = p.hash from ledger.page p where p.lane = l.lane and p.seq = l.page and l.lane = ${page.lane}`,
  );
  await db.owner.query(`update ledger.transfer set business_on = business_on + 1 where lane = ${page.lane} and page = ${page.seq}`);
  expect(await db.run((ctx) => verifyChain(ctx))).toMatchObject({ intact: false });
});
