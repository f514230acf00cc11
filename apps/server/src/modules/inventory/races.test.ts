/** Each race is forced: one transaction has done its part and not committed when the other begins. Each has a control without its guard. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Id, newId } from '@tessera/kernel';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { asOwner, cloneDatabase } from '../../../test/database.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { readFunctions } from '../../platform/migration-files.ts';
import type { HoldRequest } from './hold.ts';
import { createAvailability, createHolder, endHolds, free, sell, setCounter } from './index.ts';
import { legBits } from './legs.ts';
import { callHoldBatch } from './queries.ts';
import { holdOf, plantSession, SYSTEM } from './testing.ts';

let database: Database;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterEach(() => asOwner(database.ownerUrl, readFunctions({ module: 'inventory', directory: import.meta.dirname })?.text ?? ''));
afterAll(() => database?.close());

const run = <Result>(work: (ctx: Ctx) => Promise<Result>) => database.transaction(SYSTEM, {}, work);
const MINUTE_MS = 60_000;

async function holdIn(ctx: Ctx, request: HoldRequest): Promise<string> {
  const { id, eventSessionId: session, buyerId: buyer, seats, counters, units, fingerprint } = request;
  const [until, cap] = [10, 30].map((minutes) => new Date(ctx.now.getTime() + minutes * MINUTE_MS));
  const [ids, counts] = [counters.map(({ counterId }) => counterId), counters.map(({ count }) => count)];
  const wire = {
    id,
    session,
    buyer,
    legs: legBits(request.legs),
    seats,
    counters: ids,
    counts,
    allocations: [],
    units,
    most_held: 9,
    most_taken: request.mostTaken ?? null,
    until,
    cap,
    fingerprint,
  };
  const [answer] = await callHoldBatch(ctx, JSON.stringify([wire]));
  return (answer as { outcome: string }).outcome; // As the function writes it.
}

/** `first` has done its part when `second` begins, and commits when the second waits, or has not waited. */
async function overtaking<A, B>(first: (ctx: Ctx) => Promise<A>, second: (ctx: Ctx) => Promise<B>): Promise<[A, B]> {
  let done: Promise<B> | undefined;
  const said = await run(async (ctx) => {
    const result = await first(ctx);
    done = run(second);
    done.catch(() => undefined);
    await Promise.race([done.catch(() => undefined), sleep(150)]);
    return result;
  });
  if (!done) throw new Error('the second never began');
  return [said, await done];
}

const withoutLocks = () =>
  asOwner(database.ownerUrl, 'create or replace function inventory.lock_for(requests jsonb, expired uuid[]) returns void language sql as $$ $$');

test.each([
  ['one gets the last seat', true, ['held', 'seats_taken']],
  ['without the locks both get it', false, ['held', 'held']],
])('%s', async (_, isGuarded, said) => {
  const session = await plantSession(database, 1);
  if (!isGuarded) await withoutLocks();
  const hold = (ctx: Ctx) => holdIn(ctx, holdOf(session, [0]));
  expect(await overtaking(hold, hold)).toEqual(said);
});

test.each([
  ['one gets the last unit', true, ['held', 'sold_out']],
  ['without the locks both get it', false, ['held', 'held']],
])('%s of a counter', async (_, isGuarded, said) => {
  const session = await plantSession(database, 0);
  const counterId = newId<'counter'>();
  await run((ctx) => setCounter(ctx, { counterId, eventSessionId: session, size: 1 }));
  if (!isGuarded) await withoutLocks();
  const hold = (ctx: Ctx) => holdIn(ctx, holdOf(session, [], { counters: [{ counterId, count: 1 }] }));
  expect(await overtaking(hold, hold)).toEqual(said);
});

async function overHold(session: Id<'eventSession'>, over: Partial<HoldRequest> = {}): Promise<Id<'seatHold'>> {
  const request = holdOf(session, [0], over);
  const hourAgo = new Date(Date.now() - 60 * MINUTE_MS);
  await database.transaction(SYSTEM, { now: hourAgo }, (ctx) => holdIn(ctx, request));
  return request.id;
}

test.each([
  ['who pays late at this very moment keeps the seat', true, ['sold', 'seats_taken']],
  ['without the lock of the hold the seat is sold and held', false, ['sold', 'held']],
])('%s', async (_, isGuarded, said) => {
  const session = await plantSession(database, 1);
  const holdId = await overHold(session);
  if (!isGuarded) {
    const unlocked = `create or replace function inventory.expired_holds(sessions uuid[], at timestamptz) returns uuid[] language sql as
      $$ select coalesce(array_agg(id), '{}') from inventory.hold where session_id = any (sessions) and status = 'held' and expires_at <= at $$`;
    await asOwner(database.ownerUrl, unlocked);
  }
  const outcome = await overtaking(
    (ctx) => sell(ctx, holdId),
    (ctx) => holdIn(ctx, holdOf(session, [0])),
  );
  expect(outcome).toEqual(said);
});

test('who pays after another took the seat is told that it is gone', async () => {
  const session = await plantSession(database, 1);
  const holdId = await overHold(session);
  const outcome = await overtaking(
    (ctx) => holdIn(ctx, holdOf(session, [0])),
    (ctx) => sell(ctx, holdId),
  );
  expect(outcome).toEqual(['held', 'gone']);
});

test.each([
  ['a key that is used in two sessions at once is refused once, and its batch goes on', true, ['held', 'key_reused']],
  ['without the lock of the key the second batch fails', false, ['held', '23505']],
])('%s', async (_, isGuarded, said) => {
  const sessions = [await plantSession(database, 1), await plantSession(database, 1)] as const;
  if (!isGuarded)
    await asOwner(database.ownerUrl, 'create or replace function inventory.lock_askers(requests jsonb) returns void language sql as $$ $$');
  const id = newId<'seatHold'>();
  const hold = (place: 0 | 1) => (ctx: Ctx) => holdIn(ctx, holdOf(sessions[place], [0], { id }));
  const outcome = await overtaking(hold(0), (ctx) => hold(1)(ctx)).catch((error: { code?: string }) => ['held', error.code]);
  expect(outcome).toEqual(said);
});

test('who let a hold run out and took others in its place pays late for no more than the limit', async () => {
  const session = await plantSession(database, 3);
  const buyer = { buyerId: newId(), mostTaken: 1 };
  const holdId = await overHold(session, buyer);
  const again = holdOf(session, [1], buyer);
  expect(await run((ctx) => holdIn(ctx, again))).toBe('held');
  expect(await run((ctx) => sell(ctx, again.id))).toBe('sold');
  expect(await run((ctx) => sell(ctx, holdId))).toBe('gone');
  expect(await run((ctx) => holdIn(ctx, holdOf(session, [0])))).toBe('held');
});

test('a session that is called off gives its holds back and sells none of them, and who was paying goes first', async () => {
  const session = await plantSession(database, 3);
  const [paid, held] = [holdOf(session, [0]), holdOf(session, [1])];
  await run(async (ctx) => [await holdIn(ctx, paid), await holdIn(ctx, held)]);
  const outcome = await overtaking(
    (ctx) => sell(ctx, paid.id),
    (ctx) => endHolds(ctx, session),
  );
  expect(outcome).toEqual(['sold', 1]);
  expect(await run((ctx) => sell(ctx, held.id))).toBe('released');
  expect(await run((ctx) => holdIn(ctx, holdOf(session, [1])))).toBe('held');
});

test('a leg that a session does not have is not sold', async () => {
  const session = await plantSession(database, 1);
  expect(await run((ctx) => holdIn(ctx, holdOf(session, [0], { legs: { from: 1, to: 2 } })))).toBe('session_unknown');
});

test('a seat that comes back twice at once comes back once', async () => {
  const session = await plantSession(database, 1);
  const request = holdOf(session, [0]);
  await run(async (ctx) => [await holdIn(ctx, request), await sell(ctx, request.id)]);
  const back = (ctx: Ctx) => free(ctx, { holdId: request.id, seats: [0], counters: [], units: 1 });
  expect(await overtaking(back, back)).toEqual([true, false]);
});

test('two servers and hundreds of buyers: every seat once, nobody waits in a circle', async () => {
  const session = await plantSession(database, 120);
  const clock = () => new Date();
  const terms = () => ({ holdMinutes: 10, capMinutes: 30, seatsPerBuyer: 10 });
  const servers = [1, 2].map(() => createHolder({ database, availability: createAvailability({ database, clock }), terms }));
  const wishes = Array.from({ length: 400 }, (_, place) =>
    [0, 1, 2].map((step) => (place * 7 + step * 41) % 120).sort((a, b) => (place % 3 ? a - b : b - a)),
  );
  const told = await Promise.all(wishes.map((seats, place) => servers[place % 2]?.hold(holdOf(session, seats))));
  const held = told.flatMap((one) => (one?.outcome === 'held' ? one.seats : []));
  expect(new Set(held).size).toBe(held.length);
  expect(held.length).toBeGreaterThan(60);
});
