import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type StatesQuery, selectCounters, selectSession, selectStates } from './queries.ts';

export type CounterLeft = { readonly counterId: Id<'counter'>; readonly size: number; readonly left: number };

const DIGIT_0 = 48;

/** One byte a seat, in the order of the plan, as `SeatPicker` draws them. Whoever asks has decided who may know. */
export function readStates(ctx: Ctx, query: StatesQuery): Promise<Uint8Array> {
  return asSystem(ctx, async (system) => {
    const digits = await selectStates(system, query);
    return Uint8Array.from(digits, (digit) => digit.charCodeAt(0) - DIGIT_0);
  });
}

export function readCounters(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<readonly CounterLeft[]> {
  return asSystem(ctx, (system) => selectCounters(system, eventSessionId));
}

export type SaleState = {
  readonly merchantId: Id<'organization'>;
  readonly legs: number;
  readonly isPaused: boolean;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
};

/** Undefined for a session that was never put on sale. */
export function findSale(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<SaleState | undefined> {
  return asSystem(ctx, async (system) => {
    const row = await selectSession(system, eventSessionId);
    return row && { merchantId: row.merchant_id, legs: row.legs, isPaused: row.is_paused, opensAt: row.opens_at, closesAt: row.closes_at };
  });
}
