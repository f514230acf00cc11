import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../../platform/embedded/start.ts';
import { balanceOf, findBrokenBalances, trialBalance } from './balances.ts';
import { chargeOf, openBooks, openTestDatabase, openWallet, type TestDatabase, testBatcher } from './testing.ts';
import { verifyChain } from './verify-chain.ts';

/** A cluster of its own: this test kills it. */
let dataDir: string;
let embedded: Embedded;
let db: TestDatabase;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tessera-crash-'));
  embedded = await startEmbedded({ dataDir, profile: 'production' });
  db = await openTestDatabase(embedded.ownerUrl);
}, 60_000);
afterAll(async () => {
  await db?.drop();
  await embedded?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

test('PostgreSQL killed under load: every answered charge is in the books, and none twice', async () => {
  const books = await openBooks(db);
  // Every other one pays out of two accounts.
  const payers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const wallet = await openWallet(db, { books, balance: 1_000_000 });
      const purse = await openWallet(db, { books, balance: 1_000_000 });
      return { wallet, sources: index % 2 ? [{ account: purse.id, atMostMinor: toMinor(1) }] : [] };
    }),
  );
  const batcher = testBatcher(db, undefined, { resendForSeconds: 30 });
  let answered = 0;
  let running = true;
  const tills = payers.map(async ({ wallet, sources }) => {
    while (running) {
      const answer = await batcher.charge(chargeOf({ wallet, books }, { amount: 2, sources }));
      expect(answer.outcome).toBe('approved');
      answered++;
    }
  });
  await sleep(300);
  const before = answered;
  const pid = embedded.pid();
  if (pid === undefined) throw new Error('no PostgreSQL to kill');
  process.kill(pid, 'SIGKILL');
  while (answered < before + 400) await sleep(20);
  running = false;
  await Promise.all(tills);
  await batcher.close();
  expect(before).toBeGreaterThan(0);
  expect(await db.run((ctx) => balanceOf(ctx, books.merchant.id))).toBe(answered * 2);
  expect(await db.run((ctx) => findBrokenBalances(ctx))).toEqual([]);
  expect((await db.run((ctx) => trialBalance(ctx))).sumMinor).toEqual({ CNY: 0 });
  expect(await db.run((ctx) => verifyChain(ctx))).toMatchObject({ intact: true });
}, 60_000);
