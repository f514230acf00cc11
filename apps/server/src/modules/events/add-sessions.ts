import { AppError, type ContentOf, EVENT_SESSIONS_MAX, type events, type OutputOf } from '@tessera/contract';
import { businessDayOf, dayAfter, daysBetween, newId, timeOfDayOf } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { timeZoneOf } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { lockedEvent } from './event.ts';
import type { EventRow } from './queries.ts';
import { refuseDisorder, refuseForeignPlan } from './session.ts';
import { countSessions, insertSessions, instantsOf } from './session-queries.ts';

type Input = ContentOf<typeof events.addEventSessions>;
type Session = Omit<Input, 'eventId' | 'repeat'>;
const MINUTE_MS = 60_000;
const DAYS_AHEAD_MAX = 400;
const SUNDAY = 7;

/** @throws AppError `events.unknown`, `events.not_now`, `events.time_wrong`, `events.plan_unknown`, `events.too_many_sessions` */
export async function addEventSessions(ctx: Ctx, { eventId, repeat, ...session }: Input): Promise<OutputOf<typeof events.addEventSessions>> {
  const event = await lockedEvent(ctx, eventId);
  if (event.state === 'canceled') throw new AppError('events.not_now', { eventId });
  refuseDisorder(session);
  await refuseForeignPlan(ctx, { merchantId: event.merchant_id, seatPlanId: session.seatPlanId });
  const all = repeat ? await repeated(ctx, session, repeat) : [session];
  if (all.length === 0) throw new AppError('events.time_wrong');
  await writeSessions(ctx, event, all);
  const after = { sessions: all.length, startsAt: session.startsAt, untilOn: repeat?.untilOn ?? null };
  await record(ctx, { action: 'events.addEventSessions', targetKind: 'event', targetId: eventId, after });
  return { count: all.length };
}

/** @throws AppError `events.too_many_sessions` */
export async function writeSessions(ctx: Ctx, event: Pick<EventRow, 'id' | 'merchant_id'>, sessions: readonly Session[]): Promise<void> {
  if ((await countSessions(ctx, event.id)) + sessions.length > EVENT_SESSIONS_MAX) {
    throw new AppError('events.too_many_sessions', { count: EVENT_SESSIONS_MAX });
  }
  const rows = sessions.map(({ name, startsAt, endsAt, doorsAt, seatPlanId, stops }) => ({
    id: newId<'eventSession'>(ctx.now.getTime()),
    event_id: event.id,
    merchant_id: event.merchant_id,
    name,
    starts_at: startsAt,
    ends_at: endsAt,
    doors_at: doorsAt,
    seat_plan_id: seatPlanId,
    stops: JSON.stringify(stops),
  }));
  await insertSessions(ctx, rows);
}

/** The same on each of these days at the same time on the wall, and so many a day. */
export async function repeated(ctx: Ctx, session: Session, repeat: NonNullable<Input['repeat']>): Promise<Session[]> {
  const zone = await timeZoneOf(ctx);
  const firstOn = businessDayOf(session.startsAt, zone);
  const span = daysBetween(firstOn, repeat.untilOn);
  if (span < 1 || span > DAYS_AHEAD_MAX) throw new AppError('events.time_wrong');
  const days = Array.from({ length: span }, (_, days) => dayAfter(firstOn, days)).filter((day) => repeat.weekdays.includes(weekdayOf(day)));
  if (days.length * repeat.perDay > EVENT_SESSIONS_MAX) throw new AppError('events.too_many_sessions', { count: EVENT_SESSIONS_MAX });
  const starts = await instantsOf(ctx, days, timeOfDayOf(session.startsAt, zone));
  return starts.flatMap((start) =>
    Array.from({ length: repeat.perDay }, (_, at) =>
      moved(session, start.getTime() + at * repeat.everyMinutes * MINUTE_MS - session.startsAt.getTime()),
    ),
  );
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || SUNDAY;
}

function moved(session: Session, byMs: number): Session {
  const later = (at: Date) => new Date(at.getTime() + byMs);
  const orNull = (at: Date | null) => at && later(at);
  const stops = session.stops.map(({ name, arrivesAt, departsAt }) => ({ name, arrivesAt: orNull(arrivesAt), departsAt: orNull(departsAt) }));
  return { ...session, startsAt: later(session.startsAt), endsAt: later(session.endsAt), doorsAt: orNull(session.doorsAt), stops };
}
