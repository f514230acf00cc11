import { AppError, type ContentOf, type events, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { record } from '../audit/index.ts';
import { changeSale } from '../inventory/index.ts';
import { endSale, isOpen, putOnSale } from './put-on-sale.ts';
import { selectEvent } from './queries.ts';
import { describeSession, describeSessions, lockedSession, refuseDisorder, refuseForeignPlan, type SessionView } from './session.ts';
import { deleteSession, type SessionRow, selectAllocations, selectSessions, updateSessionRow } from './session-queries.ts';

/** @throws AppError `events.unknown` */
export async function listEventSessions(
  ctx: Ctx,
  { eventId, cursor, limit }: InputOf<typeof events.listEventSessions>,
): Promise<OutputOf<typeof events.listEventSessions>> {
  if (!(await selectEvent(ctx, eventId))) throw new AppError('events.unknown', { eventId });
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const rows = await selectSessions(ctx, { eventId, after: at && id ? { at, id } : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.starts_at.toISOString(), row.id]);
  return { items: await describeSessions(ctx, items), nextCursor };
}

/** @throws AppError `events.session_unknown`, `events.not_now`, `events.changed_meanwhile`, `events.time_wrong`, `events.plan_unknown`, `events.seats_allocated`, `inventory.…` */
export async function updateEventSession(ctx: Ctx, input: InputOf<typeof events.updateEventSession>): Promise<SessionView> {
  const { eventSessionId, revision, name, startsAt, endsAt, doorsAt, seatPlanId, stops } = input;
  const { session, event } = await lockedSession(ctx, eventSessionId);
  if (session.state === 'canceled') throw new AppError('events.not_now', { eventSessionId });
  if (session.revision !== revision) throw new AppError('events.changed_meanwhile', { revision: session.revision });
  refuseDisorder(input);
  await refuseForeignPlan(ctx, { merchantId: event.merchant_id, seatPlanId, isSold: session.state !== 'planned' });
  if (seatPlanId !== session.seat_plan_id) await refuseAllocatedSeats(ctx, eventSessionId);
  const change = { name, starts_at: startsAt, ends_at: endsAt, doors_at: doorsAt, seat_plan_id: seatPlanId };
  await updateSessionRow(ctx, eventSessionId, { ...change, stops: JSON.stringify(stops), revision: revision + 1 });
  if (isOpen(session)) await putOnSale(ctx, event, (await lockedSession(ctx, eventSessionId)).session);
  const before = { name: session.name, startsAt: session.starts_at, endsAt: session.ends_at, seatPlanId: session.seat_plan_id };
  const about = { targetKind: 'eventSession', targetId: eventSessionId, before, after: { name, startsAt, endsAt, seatPlanId } };
  await record(ctx, { action: 'events.updateEventSession', ...about });
  return describeSession(ctx, eventSessionId);
}

/** They name places in the plan of before: in another one these are other seats. */
async function refuseAllocatedSeats(ctx: Ctx, eventSessionId: SessionRow['id']): Promise<void> {
  const named = (await selectAllocations(ctx, eventSessionId)).find(({ seats }) => seats.length > 0);
  if (named) throw new AppError('events.seats_allocated', { name: named.name });
}

/** @throws AppError `events.session_unknown`, `events.not_now` */
export async function removeEventSession(ctx: Ctx, { eventSessionId }: InputOf<typeof events.removeEventSession>): Promise<Record<string, never>> {
  const { session } = await lockedSession(ctx, eventSessionId);
  if (session.state !== 'planned') throw new AppError('events.not_now', { eventSessionId });
  await deleteSession(ctx, eventSessionId);
  const before = { name: session.name, startsAt: session.starts_at };
  await record(ctx, { action: 'events.removeEventSession', targetKind: 'eventSession', targetId: eventSessionId, before });
  return {};
}

/** @throws AppError `events.session_unknown`, `events.not_now` */
export async function pauseSessionSale(ctx: Ctx, { eventSessionId }: ContentOf<typeof events.pauseSessionSale>): Promise<SessionView> {
  const { session } = await lockedSession(ctx, eventSessionId);
  if (session.state !== 'on_sale') throw new AppError('events.not_now', { eventSessionId });
  await turn(ctx, session, { state: 'paused' });
  await changeSale(ctx, eventSessionId, { isPaused: true });
  await record(ctx, { action: 'events.pauseSessionSale', targetKind: 'eventSession', targetId: eventSessionId });
  return describeSession(ctx, eventSessionId);
}

/** @throws AppError `events.session_unknown`, `events.not_now` */
export async function cancelEventSession(ctx: Ctx, { eventSessionId, reason }: ContentOf<typeof events.cancelEventSession>): Promise<SessionView> {
  const { session, event } = await lockedSession(ctx, eventSessionId);
  if (session.state === 'canceled' || session.ends_at <= ctx.now || event.state !== 'published')
    throw new AppError('events.not_now', { eventSessionId });
  await turn(ctx, session, { state: 'canceled', cancel_reason: reason });
  if (isOpen(session)) await endSale(ctx, eventSessionId);
  const before = { startsAt: session.starts_at, state: session.state };
  await record(ctx, { action: 'events.cancelEventSession', targetKind: 'eventSession', targetId: eventSessionId, before, after: { reason } });
  return describeSession(ctx, eventSessionId);
}

export async function turn(ctx: Ctx, { id, revision }: SessionRow, change: Partial<Pick<SessionRow, 'state' | 'cancel_reason'>>): Promise<void> {
  await updateSessionRow(ctx, id, { ...change, revision: revision + 1 });
}
