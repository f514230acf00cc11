import { type Id, newId } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { HoldRequest } from './hold.ts';
import { type OpenSession, openSession } from './open-session.ts';

export const SYSTEM = systemActor('test');

/** Seats in rows of ten; `over` says what is different. */
export async function plantSession(database: Database, seatCount: number, over: Partial<OpenSession> = {}): Promise<Id<'eventSession'>> {
  const eventSessionId = newId<'eventSession'>();
  const seats = Array.from({ length: seatCount }, (_, ordinal) => ({
    guid: `seat-${ordinal}`,
    category: 0,
    zone: Math.floor(ordinal / 10) % 16,
    allocationId: null,
    isKilled: false,
  }));
  const session = { eventSessionId, merchantId: newId<'organization'>(), legs: 1, seats, opensAt: null, closesAt: null, ...over };
  await database.transaction(SYSTEM, {}, (ctx: Ctx) => openSession(ctx, session));
  return session.eventSessionId;
}

export function holdOf(eventSessionId: Id<'eventSession'>, seats: readonly number[], over: Partial<HoldRequest> = {}): HoldRequest {
  return {
    id: newId(),
    eventSessionId,
    buyerId: newId(),
    legs: { from: 0, to: 1 },
    seats,
    counters: [],
    allocationIds: [],
    units: Math.max(seats.length, 1),
    fingerprint: 'test',
    ...over,
  };
}
