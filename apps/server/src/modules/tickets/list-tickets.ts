import { AppError, type InputOf, type OutputOf, type tickets } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { describeForStaff } from './describe.ts';
import { selectTicket, selectTickets, selectTraces } from './queries.ts';

/** More than anybody does with one ticket. */
const TRACES_MAX = 200;

export async function listTickets(
  ctx: Ctx,
  { cursor, limit, ...filter }: InputOf<typeof tickets.listTickets>,
): Promise<OutputOf<typeof tickets.listTickets>> {
  const rows = await selectTickets(ctx, { ...filter, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeForStaff(ctx, items), nextCursor };
}

/** @throws AppError `tickets.unknown` */
export async function getTicket(ctx: Ctx, { ticketId }: InputOf<typeof tickets.getTicket>): Promise<OutputOf<typeof tickets.getTicket>> {
  const row = await selectTicket(ctx, ticketId);
  const [ticket] = row ? await describeForStaff(ctx, [row]) : [];
  if (!ticket) throw new AppError('tickets.unknown', { ticketId });
  const traces = await selectTraces(ctx, ticketId, TRACES_MAX);
  return { ticket, traces: traces.map(({ by_name, ...trace }) => ({ ...trace, by: by_name })) };
}
