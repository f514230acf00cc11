import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Hold } from './hold.ts';
import { callEndHolds, callFree, callRelease, callSell, extendHold, type FreedPart, selectHold } from './queries.ts';

/** Whose it is, the caller asks. */
export function findHold(ctx: Ctx, holdId: Id<'seatHold'>): Promise<Hold | undefined> {
  return asSystem(ctx, async (system) => {
    const row = await selectHold(system, holdId);
    if (!row) return undefined;
    const { id, session_id, buyer_id, status, seats, counters, counts, units, expires_at, cap_at } = row;
    const paired = counters.map((counterId, place) => ({ counterId, count: counts[place] ?? 0 }));
    const isOver = status === 'held' && expires_at <= ctx.now;
    return {
      id,
      eventSessionId: session_id,
      buyerId: buyer_id,
      status: isOver ? 'expired' : status,
      seats,
      counters: paired,
      units,
      expiresAt: expires_at,
      capAt: cap_at,
    };
  });
}

/** Lets a hold run until `until`, or until its cap. False where it ran no more. */
export function extend(ctx: Ctx, holdId: Id<'seatHold'>, until: Date): Promise<boolean> {
  return asSystem(ctx, (system) => extendHold(system, holdId, until));
}

/** Gives back what nobody wants any longer. False where nothing was held. */
export function release(ctx: Ctx, holdId: Id<'seatHold'>): Promise<boolean> {
  return asSystem(ctx, (system) => callRelease(system, holdId));
}

/** Gives back all that is held of a session, and has nothing sold that is paid from now on: it was called off. Answers how many holds ended. */
export function endHolds(ctx: Ctx, eventSessionId: Id<'eventSession'>): Promise<number> {
  return asSystem(ctx, (system) => callEndHolds(system, eventSessionId));
}

export type Sold = 'sold' | 'again' | 'released' | 'gone' | 'unknown';

/**
 * Makes a hold a sale, together with the caller's transaction. A hold that is over is sold as long as nobody has taken its place: `gone` says
 * that somebody has, and `again` that it was sold before.
 */
export function sell(ctx: Ctx, holdId: Id<'seatHold'>): Promise<Sold> {
  return asSystem(ctx, (system) => callSell(system, holdId));
}

/** Puts a part of what was sold on sale again. False where it is not there to be given back: it came back before. */
export function free(ctx: Ctx, part: FreedPart): Promise<boolean> {
  return asSystem(ctx, (system) => callFree(system, part));
}
