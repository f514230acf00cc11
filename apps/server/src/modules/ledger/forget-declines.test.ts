import { DAY_MS, newId, toMinor } from '@tessera/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTransfer } from './find-transfer.ts';
import { forgetDeclines } from './forget-declines.ts';
import { rememberDecline } from './remember-decline.ts';
import { dayOf, openBooks, type TestBooks, type TestDatabase, testDatabase } from './testing.ts';

/** The database guards its least age by its own clock. */
const NOW = new Date();
let db: TestDatabase;
let books: TestBooks;
beforeAll(async () => {
  db = await testDatabase();
  books = await openBooks(db);
});
afterAll(() => db?.drop());

const declined = async (daysAgo: number): Promise<string> => {
  const at = new Date(NOW.getTime() - daysAgo * DAY_MS);
  const id = newId(at.getTime());
  const refusal = { id, credit: books.merchant.id, amountMinor: toMinor(100), code: 1, reason: 100, businessOn: dayOf(at) };
  await db.run((ctx) => rememberDecline(ctx, refusal), at);
  return id;
};
const forget = (keptDays: number, limit = 100) => db.run((ctx) => forgetDeclines(ctx, { keptDays, limit }), NOW);
const isKnown = async (id: string) => (await db.run((ctx) => findTransfer(ctx, id))).state === 'declined';

test('declines are forgotten after their days, so many at once, and not before', async () => {
  const [ancient, old, recent] = [await declined(200), await declined(91), await declined(89)];
  expect(await forget(90, 1)).toBe(1);
  expect(await forget(90)).toBe(1);
  expect(await forget(90)).toBe(0);
  expect([await isKnown(ancient), await isKnown(old), await isKnown(recent)]).toEqual([false, false, true]);
});

test('a key that a till may still send again is never forgotten, whatever is asked for', async () => {
  const young = await declined(29);
  await forget(0);
  expect(await isKnown(young)).toBe(true);
  await expect(db.run((ctx) => forgetDeclines({ ...ctx, now: new Date(NOW.getTime() + 20 * DAY_MS) }, { keptDays: 30, limit: 10 }))).rejects.toThrow(
    /30 days at least/,
  );
});
