import { AppError, type ContentOf, type events } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { describeEvent, editableEvent, lockedEvent, nextRevision, type WholeEventView } from './event.ts';
import { endSale, putOnSale } from './put-on-sale.ts';
import { updateEventRow } from './queries.ts';
import { moveSessions, selectOpenSessions } from './session-queries.ts';

/** @throws AppError `events.unknown`, `events.not_now`, `events.changed_meanwhile`, `events.not_ready` */
export async function publishEvent(ctx: Ctx, { eventId, revision }: ContentOf<typeof events.publishEvent>): Promise<WholeEventView> {
  const event = await editableEvent(ctx, { eventId, revision });
  if (event.state !== 'draft') throw new AppError('events.not_now', { eventId });
  const { problems } = await describeEvent(ctx, event);
  if (problems.length > 0) throw new AppError('events.not_ready', { count: problems.length });
  await updateEventRow(ctx, eventId, { state: 'published', published_at: ctx.now, ...nextRevision(ctx, event) });
  const opened = await moveSessions(ctx, eventId, { from: ['planned'], change: { state: 'on_sale' } });
  for (const session of await selectOpenSessions(ctx, eventId)) await putOnSale(ctx, event, session);
  const after = { title: event.title, sessions: opened.length };
  await record(ctx, { action: 'events.publishEvent', targetKind: 'event', targetId: eventId, after });
  return describeEvent(ctx, await lockedEvent(ctx, eventId));
}

/** With all its sessions; those that are over stay as they were. @throws AppError `events.unknown`, `events.not_now` */
export async function cancelEvent(ctx: Ctx, { eventId, reason }: ContentOf<typeof events.cancelEvent>): Promise<WholeEventView> {
  const event = await lockedEvent(ctx, eventId);
  if (event.state !== 'published') throw new AppError('events.not_now', { eventId });
  await updateEventRow(ctx, eventId, { state: 'canceled', cancel_reason: reason, ...nextRevision(ctx, event) });
  for (const { id } of await selectOpenSessions(ctx, eventId)) await endSale(ctx, id);
  const change = { state: 'canceled', cancel_reason: reason } as const;
  const called = await moveSessions(ctx, eventId, { from: ['planned', 'on_sale', 'paused'], change });
  const after = { reason, sessions: called.length };
  await record(ctx, { action: 'events.cancelEvent', targetKind: 'event', targetId: eventId, before: { title: event.title }, after });
  return describeEvent(ctx, await lockedEvent(ctx, eventId));
}
