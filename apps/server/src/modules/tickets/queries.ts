import type { TicketState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { TicketsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<TicketsTables>();
const TICKET = [
  'ticket.id',
  'ticket.number',
  'ticket.generation',
  'ticket.state',
  'ticket.merchant_id',
  'ticket.session_id',
  'ticket.member_id',
  'ticket.order_id',
  'ticket.kind_number',
  'ticket.kind_name',
  'ticket.add_on_kinds',
  'ticket.zones',
  'ticket.seat_ordinal',
  'ticket.seat_words',
  'ticket.holder_name',
  'ticket.is_paper_allowed',
  'ticket.valid_from',
  'ticket.valid_until',
  'ticket.issued_at',
  'ticket.redeemed_at',
  'ticket.redeemed_where',
  'ticket.voided_at',
  'ticket.void_reason',
  'session.number as session_number',
  'session.title',
  'session.place',
  'session.starts_at',
  'session.ends_at',
  'session.notes',
] as const;
export type TicketRow = Awaited<ReturnType<typeof selectOwn>>[number];

const whole = (ctx: Ctx) =>
  tables(ctx).selectFrom('tickets.ticket as ticket').innerJoin('tickets.session as session', 'session.id', 'ticket.session_id').select(TICKET);
/** The first of the two lines; the second is the database's. */
function seen(ctx: Ctx) {
  const own = confinedTo(ctx.actor);
  return own ? whole(ctx).where('ticket.merchant_id', '=', own) : whole(ctx);
}

type OwnFilter = { memberId: Id<'member'>; which: 'ahead' | 'over'; limit: number };

export function selectOwn(ctx: Ctx, { memberId, which, limit }: OwnFilter) {
  const own = whole(ctx).where('ticket.member_id', '=', memberId).limit(limit);
  return which === 'ahead'
    ? own
        .where('ticket.valid_until', '>', ctx.now)
        .where('ticket.state', '<>', 'voided')
        .orderBy('session.starts_at')
        .orderBy('ticket.number')
        .execute()
    : own
        .where((row) => row.or([row('ticket.valid_until', '<=', ctx.now), row('ticket.state', '=', 'voided')]))
        .orderBy('session.starts_at', 'desc')
        .orderBy('ticket.number', 'desc')
        .execute();
}

export function selectOwnTicket(ctx: Ctx, memberId: Id<'member'>, ticketId: Id<'ticket'>): Promise<TicketRow | undefined> {
  return whole(ctx).where('ticket.id', '=', ticketId).where('ticket.member_id', '=', memberId).executeTakeFirst();
}

export type TicketFilter = {
  q?: string | undefined;
  state?: TicketState | undefined;
  eventSessionId?: Id<'eventSession'> | undefined;
  beforeId?: Id<'ticket'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectTickets(ctx: Ctx, { q, state, eventSessionId, beforeId, limit }: TicketFilter): Promise<TicketRow[]> {
  let query = seen(ctx).orderBy('ticket.id', 'desc').limit(limit);
  if (state) query = query.where('ticket.state', '=', state);
  if (eventSessionId) query = query.where('ticket.session_id', '=', eventSessionId);
  if (beforeId) query = query.where('ticket.id', '<', beforeId);
  if (q && /^\d{1,15}$/.test(q))
    query = query.where((row) => row.or([row('ticket.number', '=', Number(q)), row('ticket.search_text', 'like', containing(q))]));
  else if (q) query = query.where('ticket.search_text', 'like', containing(q.toLowerCase()));
  return query.execute();
}

export function selectTicket(ctx: Ctx, ticketId: Id<'ticket'>): Promise<TicketRow | undefined> {
  return seen(ctx).where('ticket.id', '=', ticketId).executeTakeFirst();
}

/** In the order of their ids. */
export function lockTickets(ctx: Ctx, ticketIds: readonly Id<'ticket'>[]): Promise<TicketRow[]> {
  if (ticketIds.length === 0) return Promise.resolve([]);
  return whole(ctx).where('ticket.id', 'in', ticketIds).orderBy('ticket.id').forNoKeyUpdate('ticket').execute();
}

export async function saveSession(ctx: Ctx, row: Insertable<TicketsTables['tickets.session']>): Promise<void> {
  const { title, place, starts_at, ends_at, notes, zone_names } = row;
  await tables(ctx)
    .insertInto('tickets.session')
    .values(row)
    .onConflict((one) => one.column('id').doUpdateSet({ title, place, starts_at, ends_at, notes, zone_names }))
    .execute();
}

/** Ids of those that were not there yet: one position has one ticket. */
export async function insertTickets(ctx: Ctx, rows: readonly Insertable<TicketsTables['tickets.ticket']>[]): Promise<Set<string>> {
  const added = await tables(ctx)
    .insertInto('tickets.ticket')
    .values([...rows])
    .onConflict((one) => one.column('position_id').doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

export function selectByPositions(ctx: Ctx, positionIds: readonly string[]) {
  return tables(ctx)
    .selectFrom('tickets.ticket')
    .select(['id', 'number', 'position_id'])
    .where('position_id', 'in', positionIds)
    .orderBy('number')
    .execute();
}

export async function updateTicket(ctx: Ctx, ticketId: Id<'ticket'>, change: Updateable<TicketsTables['tickets.ticket']>): Promise<void> {
  await tables(ctx).updateTable('tickets.ticket').set(change).where('id', '=', ticketId).execute();
}

export async function insertTraces(ctx: Ctx, rows: readonly Insertable<TicketsTables['tickets.trace']>[]): Promise<void> {
  if (rows.length > 0)
    await tables(ctx)
      .insertInto('tickets.trace')
      .values([...rows])
      .execute();
}

/** The latest first. */
export function selectTraces(ctx: Ctx, ticketId: Id<'ticket'>, limit: number) {
  return tables(ctx)
    .selectFrom('tickets.trace')
    .select(['act', 'at', 'generation', 'by_name', 'note'])
    .where('ticket_id', '=', ticketId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Every ticket of a person, for whoever asks what is held of them. */
export function selectTicketsOf(ctx: Ctx, memberId: Id<'member'>, after: { id: Id<'ticket'> | undefined; limit: number }): Promise<TicketRow[]> {
  const rows = whole(ctx).where('ticket.member_id', '=', memberId).orderBy('ticket.id').limit(after.limit);
  return (after.id ? rows.where('ticket.id', '>', after.id) : rows).execute();
}

/** The right stays for the organizer's books, nobody's name with it. */
export async function dropNamesOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('tickets.ticket').set({ holder_name: '', search_text: sql`seat_words` }).where('member_id', '=', memberId).execute();
}
