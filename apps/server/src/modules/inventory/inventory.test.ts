import { type Id, newId } from '@tessera/kernel';
import { addRows, indexPlan, SEAT_BLOCKED, SEAT_FREE, SEAT_HELD, SEAT_SOLD } from '@tessera/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase } from '../../../test/database.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import {
  assignSeats,
  changeSale,
  counterIdOf,
  createAvailability,
  createHolder,
  extend,
  findHold,
  findSale,
  free,
  type Holder,
  inventoryJobs,
  openSession,
  readCounters,
  readStates,
  release,
  sell,
  setCounter,
  WHOLE_SHOW,
} from './index.ts';
import { holdOf, plantSession, SYSTEM } from './testing.ts';

const MINUTE_MS = 60_000;
const time = { nowMs: Date.UTC(2026, 10, 24) };
const clock = () => new Date(time.nowMs);
let database: Database;
let holder: Holder;
beforeAll(async () => {
  database = await cloneDatabase({ clock });
  holder = createHolder({ database, availability: createAvailability({ database, clock }), terms });
});
afterAll(() => database?.close());

const terms = () => ({ holdMinutes: 10, capMinutes: 30, seatsPerBuyer: 4 });
const run = <Result>(work: (ctx: Ctx) => Promise<Result>) => database.transaction(SYSTEM, {}, work);
const statesOf = (eventSessionId: Id<'eventSession'>, legs = WHOLE_SHOW) =>
  run((ctx) => readStates(ctx, { eventSessionId, legs, allocationIds: [] })).then((states) => [...states]);

test('a hold keeps all its seats or none, one key once, and so many for one buyer', async () => {
  const session = await plantSession(database, 10);
  const first = holdOf(session, [2, 3]);
  expect(await holder.hold(first)).toMatchObject({ outcome: 'held', seats: [2, 3] });
  expect(await holder.hold(first)).toMatchObject({ outcome: 'held', seats: [2, 3] });
  expect(await holder.hold({ ...first, fingerprint: 'other' })).toEqual({ outcome: 'refused', reason: 'key_reused' });
  expect(await holder.hold(holdOf(session, [1, 2]))).toEqual({ outcome: 'refused', reason: 'seats_taken', seats: [2] });
  expect(await holder.hold(holdOf(session, [4, 99]))).toMatchObject({ reason: 'seats_taken', seats: [99] });
  expect(await holder.hold(holdOf(session, [4, 5, 6], { buyerId: first.buyerId }))).toEqual({ outcome: 'refused', reason: 'too_many', left: 2 });
  expect(await holder.hold(holdOf(session, [4, 5], { buyerId: first.buyerId, mostTaken: 3 }))).toMatchObject({ reason: 'too_many', left: 1 });
  expect(await holder.hold(holdOf(newId(), [1]))).toMatchObject({ reason: 'session_unknown' });
  expect(await statesOf(session)).toEqual([0, 0, SEAT_HELD, SEAT_HELD, 0, 0, 0, 0, 0, 0]);
});

test('a seat that is free from the third stop on is sold again from there', async () => {
  const session = await plantSession(database, 2, { legs: 5 });
  const toC = holdOf(session, [0], { legs: { from: 0, to: 2 } });
  expect(await holder.hold(toC)).toMatchObject({ outcome: 'held' });
  expect(await run((ctx) => sell(ctx, toC.id))).toBe('sold');
  expect(await holder.hold(holdOf(session, [0], { legs: { from: 1, to: 3 } }))).toMatchObject({ reason: 'seats_taken' });
  expect(await holder.hold(holdOf(session, [0], { legs: { from: 2, to: 5 } }))).toMatchObject({ outcome: 'held' });
  expect(await statesOf(session, { from: 0, to: 2 })).toEqual([SEAT_SOLD, SEAT_FREE]);
  expect(await statesOf(session, { from: 3, to: 4 })).toEqual([SEAT_HELD, SEAT_FREE]);
});

test('counters are taken with the seats or not at all, and say what is left', async () => {
  const session = await plantSession(database, 4);
  const quotaId = newId();
  const counterId = counterIdOf(session, quotaId);
  expect(counterIdOf(session, quotaId)).toBe(counterId);
  expect(counterIdOf(newId(), quotaId)).not.toBe(counterId);
  await run((ctx) => setCounter(ctx, { counterId, eventSessionId: session, size: 3 }));
  expect(await holder.hold(holdOf(session, [0, 1], { counters: [{ counterId, count: 2 }] }))).toMatchObject({ outcome: 'held' });
  const tooMany = holdOf(session, [2, 3], { counters: [{ counterId, count: 2 }] });
  expect(await holder.hold(tooMany)).toEqual({ outcome: 'refused', reason: 'sold_out', left: { [counterId]: 1 } });
  expect(await statesOf(session)).toEqual([1, 1, 0, 0]);
  expect(await run((ctx) => readCounters(ctx, session))).toEqual([{ counterId, size: 3, left: 1 }]);
  await expect(run((ctx) => setCounter(ctx, { counterId, eventSessionId: newId(), size: 9 }))).rejects.toMatchObject({
    code: 'inventory.counter_elsewhere',
  });
});

test('a hold ends by its instant, can still be paid until somebody takes its seats, and never twice', async () => {
  const session = await plantSession(database, 6);
  const [late, lost, kept] = [holdOf(session, [0]), holdOf(session, [1]), holdOf(session, [2])];
  for (const request of [late, lost, kept]) await holder.hold(request);
  time.nowMs += 9 * MINUTE_MS;
  expect(await run((ctx) => extend(ctx, kept.id, new Date(time.nowMs + 60 * MINUTE_MS)))).toBe(true);
  time.nowMs += 2 * MINUTE_MS;
  expect(await statesOf(session)).toEqual([0, 0, SEAT_HELD, 0, 0, 0]);
  expect(await run((ctx) => findHold(ctx, lost.id))).toMatchObject({ status: 'expired' });
  expect(await holder.hold(holdOf(session, [1]))).toMatchObject({ outcome: 'held' });
  expect(await run((ctx) => sell(ctx, late.id))).toBe('sold');
  expect(await run((ctx) => sell(ctx, late.id))).toBe('again');
  expect(await run((ctx) => sell(ctx, lost.id))).toBe('gone');
  time.nowMs += 20 * MINUTE_MS;
  expect(await run((ctx) => extend(ctx, kept.id, new Date(time.nowMs + MINUTE_MS)))).toBe(false);
  expect(await statesOf(session)).toEqual([SEAT_SOLD, 0, 0, 0, 0, 0]);
});

test('what was sold comes back once, a part or all; what is released cannot be paid', async () => {
  const session = await plantSession(database, 4);
  const counterId = newId<'counter'>();
  await run((ctx) => setCounter(ctx, { counterId, eventSessionId: session, size: 4 }));
  const request = holdOf(session, [0, 1], { counters: [{ counterId, count: 2 }] });
  await holder.hold(request);
  await run((ctx) => sell(ctx, request.id));
  const part = { holdId: request.id, seats: [0], counters: [{ counterId, count: 1 }], units: 1 };
  expect(await run((ctx) => free(ctx, part))).toBe(true);
  expect(await holder.hold(holdOf(session, [0]))).toMatchObject({ outcome: 'held' });
  expect(await run((ctx) => free(ctx, part))).toBe(false);
  expect(await run((ctx) => free(ctx, { ...part, seats: [1] }))).toBe(true);
  expect(await run((ctx) => readCounters(ctx, session))).toMatchObject([{ left: 4 }]);
  expect(await statesOf(session)).toEqual([SEAT_HELD, 0, 0, 0]);
  const unwanted = holdOf(session, [2]);
  await holder.hold(unwanted);
  expect(await run((ctx) => release(ctx, unwanted.id))).toBe(true);
  expect(await run((ctx) => release(ctx, unwanted.id))).toBe(false);
  expect(await run((ctx) => sell(ctx, unwanted.id))).toBe('released');
});

test('killed and allocated seats, a sale that is paused, and a plan that loses what is taken', async () => {
  const session = await plantSession(database, 4);
  const allocationId = newId<'allocation'>();
  const assign = (seats: number[], over: { allocationId: Id<'allocation'> | null; isKilled: boolean }) =>
    run((ctx) => assignSeats(ctx, { eventSessionId: session, seats, ...over }));
  await assign([0], { allocationId: null, isKilled: true });
  await assign([1], { allocationId, isKilled: false });
  expect(await statesOf(session)).toEqual([SEAT_BLOCKED, SEAT_BLOCKED, 0, 0]);
  expect(await holder.hold(holdOf(session, [1]))).toMatchObject({ reason: 'seats_taken' });
  expect(await holder.hold(holdOf(session, [1], { allocationIds: [allocationId] }))).toMatchObject({ outcome: 'held' });
  await run((ctx) => changeSale(ctx, session, { isPaused: true }));
  expect(await run((ctx) => findSale(ctx, session))).toMatchObject({ isPaused: true, legs: 1 });
  expect(await holder.hold(holdOf(session, [3]))).toMatchObject({ reason: 'not_on_sale' });
  const seat = (guid: string) => ({ guid, category: 1, zone: 0, allocationId: null, isKilled: false });
  const again = (guids: string[]) =>
    run((ctx) => openSession(ctx, { eventSessionId: session, merchantId: newId(), legs: 1, seats: guids.map(seat), opensAt: null, closesAt: null }));
  await expect(again(['seat-1', 'seat-0'])).rejects.toMatchObject({ code: 'inventory.seats_taken' });
  await again(['new', 'seat-1', 'other']);
  expect(await statesOf(session)).toEqual([0, SEAT_HELD, 0]);
});

/** Rows of six. */
function indexOf(rows: number) {
  const block = {
    zone: 'zone',
    at: { x: 1_000, y: 100 },
    rows,
    seatsPerRow: 6,
    widening: 0,
    seatGap: 25,
    rowGap: 30,
    bendDegrees: 0,
    turnDegrees: 0,
  };
  const empty = { layout: { name: 'p', categories: [{ name: 'A' }], zones: [{ name: 'zone', uuid: 'zone', position: { x: 0, y: 0 }, rows: [] }] } };
  const plan = addRows(
    { ...empty, extras: { seats: {}, standing: [] } },
    { ...block, category: 'A', rowNumbering: 'letters', firstRow: 0, seatNumbering: 'leftToRight' },
    newId,
  );
  return indexPlan(plan);
}

test('the best seats go to whoever asks, the next best to who is overtaken, and none where none are together', async () => {
  const index = indexOf(2);
  const session = await plantSession(database, index.count);
  const other = createHolder({ database, availability: createAvailability({ database, clock }), terms });
  const best = (by: Holder, { seats: _, ...request } = holdOf(session, [0, 1])) => {
    return by.holdBest(request, { index, wish: { count: 2, sparesOrphans: true } });
  };
  const told = await Promise.all(Array.from({ length: 8 }, (_, place) => best(place % 2 ? other : holder)));
  const held = told.flatMap((one) => (one.outcome === 'held' ? one.seats : []));
  expect(held).toHaveLength(12);
  expect(new Set(held).size).toBe(12);
  expect(told.filter((one) => one.outcome === 'refused').map((one) => 'reason' in one && one.reason)).toEqual(['none_together', 'none_together']);
});

test('whoever asks again for the last seats side by side is told that they have them', async () => {
  const session = await plantSession(database, 2);
  const index = indexOf(1);
  const { seats: _, ...request } = holdOf(session, [0, 1]);
  const best = () => holder.holdBest(request, { index, wish: { count: 2, sparesOrphans: true } });
  const first = await best();
  expect(first).toMatchObject({ outcome: 'held', seats: [0, 1] });
  time.nowMs += 1_000;
  expect(await best()).toEqual(first);
});

test('twenty thousand seats are told in a moment and in few bytes', async () => {
  const session = await plantSession(database, 20_000);
  await holder.hold(holdOf(session, [7, 19_999]));
  const availability = createAvailability({ database, clock });
  const query = { eventSessionId: session, legs: WHOLE_SHOW, allocationIds: [] };
  const stock = await availability.read(query);
  expect(stock.states[19_999]).toBe(SEAT_HELD);
  expect(stock.packed.length).toBeLessThan(7_000);
  expect(await availability.read(query)).toBe(stock);
  time.nowMs += MINUTE_MS;
  expect(await availability.read(query)).not.toBe(stock);
});

test('the sweeper cleans what is over, and nothing else', async () => {
  const session = await plantSession(database, 3);
  const over = holdOf(session, [0]);
  await holder.hold(over);
  time.nowMs += 11 * MINUTE_MS;
  await holder.hold(holdOf(await plantSession(database, 1), [0]));
  for (const job of inventoryJobs) {
    const nothing = undefined as never; // Jobs by the clock are told nothing.
    if (job.mode === 'direct') await job.run({ database, requestId: 'sweep', now: clock() }, nothing);
  }
  expect(await run((ctx) => findHold(ctx, over.id))).toMatchObject({ status: 'expired' });
  expect(await statesOf(session)).toEqual([0, 0, 0]);
});
