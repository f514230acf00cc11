import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { LEGS_MAX } from './legs.ts';
import {
  assignSeatRows,
  deleteSeatsFrom,
  insertSession,
  lockSession,
  lockTakenSeats,
  type SeatAssignment,
  updateSession,
  upsertCounter,
  upsertSeats,
} from './queries.ts';

/** One seat of a session; its place in the list is its ordinal in the plan. */
export type OpenedSeat = {
  readonly guid: string;
  /** Places in the plan's lists. */
  readonly category: number;
  readonly zone: number;
  readonly allocationId: Id<'allocation'> | null;
  readonly isKilled: boolean;
};

export type OpenSession = {
  readonly eventSessionId: Id<'eventSession'>;
  readonly merchantId: Id<'organization'>;
  /** 1 for a show, one between each two stops of a trip. */
  readonly legs: number;
  /** None where everything is counted. */
  readonly seats: readonly OpenedSeat[];
  /** Nobody holds before or from then on; null does not bound it. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
};

/**
 * Puts a session on sale, or gives it a newer plan: what is held or sold keeps guid and ordinal, since tickets carry them.
 * The caller has decided that this actor may.
 * @throws AppError `inventory.seats_taken` where the plan lacks a taken seat or moves it, `inventory.legs_fixed`
 */
export function openSession(ctx: Ctx, input: OpenSession): Promise<void> {
  if (!Number.isInteger(input.legs) || input.legs < 1 || input.legs > LEGS_MAX) throw new RangeError(`no number of legs: ${input.legs}`);
  return asSystem(ctx, async (system) => {
    const { eventSessionId, merchantId, legs, seats, opensAt, closesAt } = input;
    const before = await lockSession(system, eventSessionId);
    const row = { merchant_id: merchantId, legs, guids: seats.map(({ guid }) => guid), opens_at: opensAt, closes_at: closesAt };
    if (before) {
      if (before.legs !== legs) throw new AppError('inventory.legs_fixed', { legs: before.legs });
      const taken = await lockTakenSeats(system, eventSessionId);
      const moved = taken.filter((ordinal) => seats[ordinal]?.guid !== before.guids[ordinal]);
      if (moved.length > 0) throw new AppError('inventory.seats_taken', { count: moved.length });
      await updateSession(system, eventSessionId, row);
      await deleteSeatsFrom(system, eventSessionId, seats.length);
    } else await insertSession(system, { id: eventSessionId, ...row, opened_at: ctx.now });
    await upsertSeats(system, {
      session_id: eventSessionId,
      ordinals: seats.map((_, ordinal) => ordinal),
      categories: seats.map(({ category }) => category),
      zones: seats.map(({ zone }) => zone),
      allocations: seats.map(({ allocationId }) => allocationId),
      killed: seats.map(({ isKilled }) => isKilled),
    });
  });
}

export type SaleTerms = { readonly isPaused?: boolean; readonly opensAt?: Date | null; readonly closesAt?: Date | null };

/** Stops or goes on selling; what is held can still be paid. @throws AppError `inventory.session_unknown` */
export function changeSale(ctx: Ctx, eventSessionId: Id<'eventSession'>, { isPaused, opensAt, closesAt }: SaleTerms): Promise<void> {
  const change = {
    ...(isPaused !== undefined && { is_paused: isPaused }),
    ...(opensAt !== undefined && { opens_at: opensAt }),
    ...(closesAt !== undefined && { closes_at: closesAt }),
  };
  if (Object.keys(change).length === 0) return Promise.resolve();
  return asSystem(ctx, async (system) => {
    if (!(await updateSession(system, eventSessionId, change))) throw new AppError('inventory.session_unknown', { eventSessionId });
  });
}

/** Keeps seats for an allocation, kills them, or opens them to everybody. What is taken of them stays taken. */
export function assignSeats(ctx: Ctx, assignment: SeatAssignment): Promise<void> {
  return asSystem(ctx, (system) => assignSeatRows(system, assignment));
}

/**
 * A quota or a standing area of a session. A size below what is taken sells no more and takes nothing back.
 * @throws AppError `inventory.counter_elsewhere`
 */
export function setCounter(
  ctx: Ctx,
  counter: { readonly counterId: Id<'counter'>; readonly eventSessionId: Id<'eventSession'>; readonly size: number },
): Promise<void> {
  return asSystem(ctx, async (system) => {
    const { counterId, eventSessionId, size } = counter;
    if (!(await upsertCounter(system, { id: counterId, session_id: eventSessionId, size })))
      throw new AppError('inventory.counter_elsewhere', { counterId });
  });
}
