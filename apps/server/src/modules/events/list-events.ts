import { AppError, type events, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { describeEvent, describeEvents, type WholeEventView } from './event.ts';
import { selectEvent, selectEvents } from './queries.ts';

export async function listEvents(ctx: Ctx, input: InputOf<typeof events.listEvents>): Promise<OutputOf<typeof events.listEvents>> {
  const { cursor, limit, ...filter } = input;
  const rows = await selectEvents(ctx, { ...filter, now: ctx.now, beforeId: idOfCursor<'event'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeEvents(ctx, items), nextCursor };
}

/** @throws AppError `events.unknown` */
export async function getEvent(ctx: Ctx, { eventId }: InputOf<typeof events.getEvent>): Promise<WholeEventView> {
  const row = await selectEvent(ctx, eventId);
  if (!row) throw new AppError('events.unknown', { eventId });
  return describeEvent(ctx, row);
}
