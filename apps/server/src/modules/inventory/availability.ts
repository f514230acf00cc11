import type { Id } from '@tessera/kernel';
import { packSeatStates, SEAT_FREE } from '@tessera/rules';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { StatesQuery } from './queries.ts';
import { type CounterLeft, readCounters, readStates } from './read-stock.ts';

/** What hundreds look at in the same moment is read once. */
const KEPT_MS = 300;
/** Whoever is offered the best seats may be overtaken anyway, and then is offered others. */
const FREE_KEPT_MS = 1_000;
/** Many who find nothing look again together. */
const FREE_LOOK_AGAIN_MS = 100;
const KEPT_MAX = 64;
const READING = systemActor('inventory');

export type Stock = {
  readonly at: Date;
  readonly states: Uint8Array;
  /** Two bits a seat, as text. */
  readonly packed: string;
  readonly counters: readonly CounterLeft[];
};

export type Availability = {
  /** What a buyer sees, at most a third of a second old. */
  read(query: StatesQuery): Promise<Stock>;
  /** One byte a seat, 1 for free, to be marked by who takes seats out of it. */
  freeSeats(query: StatesQuery, age: 'as it was' | 'as it is'): Promise<Uint8Array>;
};

type Kept<Value> = { readonly atMs: number; readonly value: Promise<Value> };

export function createAvailability({ database, clock }: { database: Database; clock: () => Date }): Availability {
  const stocks = new Map<string, Kept<Stock>>();
  const free = new Map<string, Kept<Uint8Array>>();

  const look = (query: StatesQuery): Promise<Stock> =>
    database.transaction(READING, { readOnly: true }, async (ctx) => {
      const states = await readStates(ctx, query);
      return { at: ctx.now, states, packed: packSeatStates(states), counters: await readCounters(ctx, query.eventSessionId) };
    });

  const keptOr = <Value>(kept: Map<string, Kept<Value>>, key: string, { maxAgeMs, make }: { maxAgeMs: number; make: () => Promise<Value> }) => {
    const nowMs = clock().getTime();
    const known = kept.get(key);
    if (known && Math.abs(nowMs - known.atMs) < maxAgeMs) return known.value;
    kept.delete(key);
    const value = make();
    kept.set(key, { atMs: nowMs, value });
    // What failed is asked again; its callers hear of it.
    value.catch(() => kept.get(key)?.value === value && kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    return value;
  };

  return {
    read: (query) => keptOr(stocks, keyOf(query), { maxAgeMs: KEPT_MS, make: () => look(query) }),
    freeSeats(query, age) {
      const make = async () => (await look(query)).states.map((state) => (state === SEAT_FREE ? 1 : 0));
      return keptOr(free, keyOf(query), { maxAgeMs: age === 'as it is' ? FREE_LOOK_AGAIN_MS : FREE_KEPT_MS, make });
    },
  };
}

function keyOf({ eventSessionId, legs, allocationIds }: { eventSessionId: Id<'eventSession'> } & StatesQuery): string {
  return `${eventSessionId} ${legs.from} ${legs.to} ${[...allocationIds].sort().join()}`;
}
