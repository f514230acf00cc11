import { AppError, type events, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { planFacts } from '../venues/index.ts';
import { type EventRow, lockEvent } from './queries.ts';
import { lockSession, type SessionRow, selectSession } from './session-queries.ts';
import { readStops, type StoredStop } from './stored.ts';

export type SessionView = OutputOf<typeof events.updateEventSession>;

export async function describeSessions(ctx: Ctx, rows: readonly SessionRow[]): Promise<SessionView[]> {
  const words = new Map<Id<'seatPlan'>, string>();
  for (const planId of new Set(rows.flatMap(({ seat_plan_id }) => seat_plan_id ?? []))) {
    words.set(planId, (await planFacts(ctx, planId))?.words ?? '');
  }
  return rows.map((row) => ({
    eventSessionId: row.id,
    eventId: row.event_id,
    number: row.number,
    name: row.name,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    doorsAt: row.doors_at,
    seatPlanId: row.seat_plan_id,
    planWords: (row.seat_plan_id && words.get(row.seat_plan_id)) ?? '',
    stops: readStops(row.stops),
    state: row.state,
    cancelReason: row.cancel_reason,
    revision: row.revision,
  }));
}

export async function describeSession(ctx: Ctx, sessionId: Id<'eventSession'>): Promise<SessionView> {
  const row = await selectSession(ctx, sessionId);
  const [view] = row ? await describeSessions(ctx, [row]) : [];
  if (!view) throw new AppError('events.session_unknown', { eventSessionId: sessionId });
  return view;
}

/** With its event: who changes a session holds the event's lock first. @throws AppError `events.session_unknown` */
export async function lockedSession(ctx: Ctx, sessionId: Id<'eventSession'>): Promise<{ session: SessionRow; event: EventRow }> {
  const found = await selectSession(ctx, sessionId);
  const event = found && (await lockEvent(ctx, found.event_id));
  const session = event && (await lockSession(ctx, sessionId));
  if (!session) throw new AppError('events.session_unknown', { eventSessionId: sessionId });
  return { session, event };
}

export type Timed = { startsAt: Date; endsAt: Date; doorsAt: Date | null; stops: readonly StoredStop[] };

/** One thing after the other, and every stop within the trip. @throws AppError `events.time_wrong` */
export function refuseDisorder({ startsAt, endsAt, doorsAt, stops }: Timed): void {
  const times = [startsAt, ...stops.flatMap(({ arrivesAt, departsAt }) => [arrivesAt, departsAt].flatMap((at) => at ?? [])), endsAt];
  const isOrdered = times.every((at, place) => place === 0 || at >= (times[place - 1] ?? at));
  if (!isOrdered || endsAt <= startsAt || (doorsAt && doorsAt > startsAt)) throw new AppError('events.time_wrong');
}

type Planned = { merchantId: Id<'organization'>; seatPlanId: Id<'seatPlan'> | null; isSold?: boolean };

/** A plan of the organizer's own, and while a session is sold one that never changes. @throws AppError `events.plan_unknown` */
export async function refuseForeignPlan(ctx: Ctx, { merchantId, seatPlanId, isSold = false }: Planned): Promise<void> {
  if (seatPlanId === null) return;
  const facts = await planFacts(ctx, seatPlanId);
  if (facts?.merchantId !== merchantId || (isSold && !facts.isPublished)) throw new AppError('events.plan_unknown', { seatPlanId });
}
