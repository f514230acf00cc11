import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type BestWish, bestAvailable, type PlanIndex } from '@tessera/rules';
import { z } from 'zod';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { Availability } from './availability.ts';
import { COUNTERS_PER_HOLD_MAX, type HoldAnswer, type HoldRequest, SEATS_PER_HOLD_MAX } from './hold.ts';
import { legBits } from './legs.ts';
import { callHoldBatch, selectHold } from './queries.ts';

/** Calls of more take longer than somebody who stands behind them should wait. */
const BATCH_MAX = 128;
/** Beyond it a buyer is better served by "try again" than by waiting. */
const QUEUED_MAX = 4_096;
/** Sessions of one lane wait for each other, and a session has one lane in a process. */
const LANES = 2;
/** So often another takes the best seats first before a buyer is told that there are none. */
const BEST_TRIES_MAX = 6;
const MINUTE_MS = 60_000;
const HOLDING = systemActor('inventory');

/** The house's, read anew for each batch. */
export type HoldTerms = { readonly holdMinutes: number; readonly capMinutes: number; readonly seatsPerBuyer: number };
export type HolderParts = { readonly database: Database; readonly availability: Availability; readonly terms: () => HoldTerms };

export type Holder = {
  /**
   * Keeps seats and units for a buyer, all or nothing; answers after commit.
   * @throws AppError `request.busy` when too many wait.
   */
  hold(request: HoldRequest): Promise<HoldAnswer>;
  /** The same for the best seats side by side; who is overtaken gets the next best, a few times. */
  holdBest(request: Omit<HoldRequest, 'seats'>, seating: { readonly index: PlanIndex; readonly wish: BestWish }): Promise<HoldAnswer>;
};

type Waiting = { readonly request: HoldRequest; readonly resolve: (answer: HoldAnswer) => void; readonly reject: (error: unknown) => void };
type Lane = { queue: Waiting[]; isBusy: boolean };

/** Gathers requests while a call is under way and sends them together; the first after a pause goes at once. */
export function createHolder(parts: HolderParts): Holder {
  const lanes: Lane[] = Array.from({ length: LANES }, () => ({ queue: [], isBusy: false }));

  const send = async (lane: Lane): Promise<void> => {
    while (lane.queue.length > 0) {
      const batch = lane.queue.splice(0, BATCH_MAX);
      try {
        const answers = await holdTogether(parts, batch);
        for (const [place, { resolve }] of batch.entries()) resolve(answers[place] ?? { outcome: 'refused', reason: 'session_unknown' });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    lane.isBusy = false;
  };

  const hold = (request: HoldRequest): Promise<HoldAnswer> => {
    checkRequest(request);
    const lane = laneOf(lanes, request.eventSessionId);
    if (lane.queue.length >= QUEUED_MAX) return Promise.reject(new AppError('request.busy'));
    return new Promise((resolve, reject) => {
      lane.queue.push({ request, resolve, reject });
      if (lane.isBusy) return;
      lane.isBusy = true;
      // Whatever the sockets hold at this moment goes along.
      setImmediate(() => void send(lane));
    });
  };

  return { hold, holdBest: (request, seating) => holdBest(parts, hold, { request, seating }) };
}

async function holdTogether({ database, terms }: HolderParts, batch: readonly Waiting[]): Promise<HoldAnswer[]> {
  const { holdMinutes, capMinutes, seatsPerBuyer } = terms();
  const said = await database.transaction(HOLDING, {}, (ctx) => {
    const until = new Date(ctx.now.getTime() + Math.min(holdMinutes, capMinutes) * MINUTE_MS).toISOString();
    const cap = new Date(ctx.now.getTime() + capMinutes * MINUTE_MS).toISOString();
    const asked = batch.map(({ request }) => ({ ...wireOf(request), most_held: seatsPerBuyer, until, cap }));
    return callHoldBatch(ctx, JSON.stringify(asked));
  });
  return said.map((one) => answerOf(answer.parse(one)));
}

function wireOf({ id, eventSessionId, buyerId, legs, seats, counters, allocationIds, units, mostTaken, fingerprint }: HoldRequest) {
  return {
    id,
    session: eventSessionId,
    buyer: buyerId,
    legs: legBits(legs),
    seats,
    counters: counters.map(({ counterId }) => counterId),
    counts: counters.map(({ count }) => count),
    allocations: allocationIds,
    units,
    most_taken: mostTaken ?? null,
    fingerprint,
  };
}

const answer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('held'),
    status: z.enum(['held', 'sold', 'released', 'expired']),
    seats: z.array(z.int()),
    expiresAt: z.coerce.date(),
    capAt: z.coerce.date(),
  }),
  z.object({ outcome: z.enum(['key_reused', 'session_unknown', 'not_on_sale']) }),
  z.object({ outcome: z.literal('too_many'), left: z.int() }),
  z.object({ outcome: z.literal('seats_taken'), seats: z.array(z.int()) }),
  z.object({ outcome: z.literal('sold_out'), left: z.record(z.string(), z.int()) }),
]);

function answerOf(said: z.output<typeof answer>): HoldAnswer {
  if (said.outcome === 'held') return said;
  const { outcome: reason, ...facts } = said;
  return { outcome: 'refused', reason, ...facts } as HoldAnswer; // The pairs of reason and facts are those that were parsed.
}

type Best = { readonly request: Omit<HoldRequest, 'seats'>; readonly seating: { readonly index: PlanIndex; readonly wish: BestWish } };

async function holdBest({ availability, database }: HolderParts, hold: Holder['hold'], { request, seating }: Best): Promise<HoldAnswer> {
  const { eventSessionId, legs, allocationIds } = request;
  for (let attempt = 0; attempt < BEST_TRIES_MAX; attempt += 1) {
    // Somebody may have given seats back since they were read: nobody is told that there are none before a second look.
    const free = await availability.freeSeats({ eventSessionId, legs, allocationIds }, attempt === 1 ? 'as it is' : 'as it was');
    const seats = bestAvailable(seating.index, free, seating.wish);
    if (!seats && attempt > 0) break;
    if (!seats) continue;
    const told = await takeOutOf(free, seats, () => hold({ ...request, seats }));
    if (told.outcome === 'held' || told.reason !== 'seats_taken') return told;
  }
  return (await toldBefore(database, request)) ?? { outcome: 'refused', reason: 'none_together' };
}

/** Whoever asks again for the last seats has them already. */
async function toldBefore(database: Database, { id, buyerId, fingerprint }: Best['request']): Promise<HoldAnswer | undefined> {
  const row = await database.transaction(HOLDING, { readOnly: true }, (ctx) => selectHold(ctx, id));
  if (!row) return undefined;
  if (row.fingerprint !== fingerprint || row.buyer_id !== buyerId) return { outcome: 'refused', reason: 'key_reused' };
  return { outcome: 'held', status: row.status, seats: row.seats, expiresAt: row.expires_at, capAt: row.cap_at };
}

/** Who asks next in this process is shown other seats at once; what is not had is shown again. */
async function takeOutOf(free: Uint8Array, seats: readonly number[], hold: () => Promise<HoldAnswer>): Promise<HoldAnswer> {
  for (const seat of seats) free[seat] = 0;
  const told = await hold();
  if (told.outcome === 'held') return told;
  const taken = told.reason === 'seats_taken' ? told.seats : [];
  for (const seat of seats) if (!taken.includes(seat)) free[seat] = 1;
  return told;
}

/** A malformed request would fail the batch of everybody else. */
function checkRequest({ legs, seats, counters, units }: HoldRequest): void {
  legBits(legs);
  if (seats.length > SEATS_PER_HOLD_MAX || counters.length > COUNTERS_PER_HOLD_MAX) throw new RangeError('a hold is bounded');
  if (new Set(seats).size < seats.length || !seats.every((seat) => isWithin(seat, 0))) throw new RangeError('a seat is held once');
  if (new Set(counters.map(({ counterId }) => counterId)).size < counters.length) throw new RangeError('a counter is named once');
  if (!counters.every(({ count }) => isWithin(count, 1))) throw new RangeError('units are positive');
  if (!isWithin(units, 1)) throw new RangeError('a hold has units');
}

const NUMBER_MAX = 1_000_000;
const isWithin = (value: number, least: number): boolean => Number.isInteger(value) && value >= least && value <= NUMBER_MAX;

function laneOf(lanes: readonly Lane[], eventSessionId: Id<'eventSession'>): Lane {
  const lane = lanes[Number.parseInt(eventSessionId.slice(-4), 16) % lanes.length];
  if (!lane) throw new Error('no lane');
  return lane;
}
