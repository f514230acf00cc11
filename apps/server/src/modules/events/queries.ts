import type { EventState, TicketedEventKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { EventsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<EventsTables>();
type EventTable = EventsTables['events.event'];

const EVENT = [
  'id',
  'merchant_id',
  'kind',
  'title',
  'description',
  'visitor_notes',
  'venue_id',
  'place',
  'region',
  'sales_end_minutes',
  'windows',
  'questions',
  'state',
  'cancel_reason',
  'revision',
  'price_from_minor',
  'price_to_minor',
  'created_at',
  'changed_at',
  'published_at',
] as const;

/** The first of the two lines; the second is the database's. What is published is read by `public-queries.ts`. */
function seen(ctx: Ctx) {
  const own = confinedTo(ctx.actor);
  const all = tables(ctx).selectFrom('events.event').select(EVENT);
  return own ? all.where('merchant_id', '=', own) : all;
}
export type EventRow = NonNullable<Awaited<ReturnType<typeof selectEvent>>>;

export type EventFilter = {
  q?: string | undefined;
  merchantId?: Id<'organization'> | undefined;
  kind?: TicketedEventKind | undefined;
  state?: EventState | undefined;
  now: Date;
  beforeId?: Id<'event'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectEvents(ctx: Ctx, { q, merchantId, kind, state, now, beforeId, limit }: EventFilter) {
  let query = seen(ctx).orderBy('id', 'desc').limit(limit);
  if (merchantId) query = query.where('merchant_id', '=', merchantId);
  if (kind) query = query.where('kind', '=', kind);
  if (beforeId) query = query.where('id', '<', beforeId);
  if (q) query = query.where('search_text', 'like', containing(q));
  const ahead = sql<SqlBool>`exists (select from events.session s where s.event_id = event.id and s.state <> 'canceled' and s.ends_at > ${now})`;
  if (state === 'ended') return query.where('state', '=', 'published').where(sql<SqlBool>`not ${ahead}`).execute();
  if (state === 'published') return query.where('state', '=', 'published').where(ahead).execute();
  if (state) query = query.where('state', '=', state);
  return query.execute();
}

export function selectEvent(ctx: Ctx, eventId: Id<'event'>) {
  return seen(ctx).where('id', '=', eventId).executeTakeFirst();
}

/** Past the organizer’s own: the policies let through what is published, and to its people what is theirs. */
export function selectShown(ctx: Ctx, eventId: Id<'event'>) {
  return tables(ctx).selectFrom('events.event').select(EVENT).where('id', '=', eventId).executeTakeFirst();
}

/** Whoever changes an event or anything of it holds this lock. */
export function lockEvent(ctx: Ctx, eventId: Id<'event'>) {
  return seen(ctx).where('id', '=', eventId).forNoKeyUpdate().executeTakeFirst();
}

export async function insertEvent(ctx: Ctx, row: Insertable<EventTable>): Promise<void> {
  await tables(ctx).insertInto('events.event').values(row).execute();
}

export async function updateEventRow(ctx: Ctx, eventId: Id<'event'>, change: Updateable<EventTable>): Promise<void> {
  await tables(ctx).updateTable('events.event').set(change).where('id', '=', eventId).execute();
}

export async function deleteEvent(ctx: Ctx, eventId: Id<'event'>): Promise<void> {
  await tables(ctx).deleteFrom('events.event').where('id', '=', eventId).execute();
}

/** Of each event: how many sessions there are that are not called off, from when until when. */
export async function sumSessions(ctx: Ctx, eventIds: readonly Id<'event'>[]) {
  if (eventIds.length === 0) return [];
  return tables(ctx)
    .selectFrom('events.session')
    .select([
      'event_id',
      sql<number>`count(*)::int`.as('count'),
      sql<Date>`min(starts_at)`.as('first_starts_at'),
      sql<Date>`max(ends_at)`.as('last_ends_at'),
    ])
    .where('event_id', 'in', eventIds)
    .where('state', '<>', 'canceled')
    .groupBy('event_id')
    .execute();
}

export async function selectPictured(ctx: Ctx, eventIds: readonly Id<'event'>[]): Promise<Set<Id<'event'>>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tables(ctx).selectFrom('events.picture').select('event_id').where('event_id', 'in', eventIds).execute();
  return new Set(rows.map(({ event_id }) => event_id));
}

/** The policies say whose may be seen. */
export function selectPicture(ctx: Ctx, eventId: Id<'event'>) {
  return tables(ctx).selectFrom('events.picture').select(['content_type', 'content_sealed']).where('event_id', '=', eventId).executeTakeFirst();
}

/** In the place of the one before. */
export async function putPicture(ctx: Ctx, row: Insertable<EventsTables['events.picture']>): Promise<void> {
  const { content_type, content_sealed } = row;
  await tables(ctx)
    .insertInto('events.picture')
    .values(row)
    .onConflict((one) => one.column('event_id').doUpdateSet({ content_type, content_sealed }))
    .execute();
}

/** In the order in which they are shown. */
export function selectKinds(ctx: Ctx, eventIds: readonly Id<'event'>[]) {
  return tables(ctx)
    .selectFrom('events.ticket_kind')
    .select(['id', 'number', 'event_id', 'fields'])
    .where('event_id', '=', sql<Id<'event'>>`any(${eventIds}::uuid[])`)
    .orderBy('event_id')
    .orderBy('place')
    .orderBy('id')
    .execute();
}
export type KindRow = Awaited<ReturnType<typeof selectKinds>>[number];

export async function insertKinds(ctx: Ctx, rows: readonly Insertable<EventsTables['events.ticket_kind']>[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('events.ticket_kind')
    .values([...rows])
    .execute();
}

/** Never by `on conflict`: each try would use a number up, and a ticket has three bytes for it. */
export async function updateKinds(ctx: Ctx, rows: readonly { id: Id<'ticketKind'>; place: number; fields: string }[]): Promise<void> {
  if (rows.length === 0) return;
  const [ids, places, fields] = [rows.map(({ id }) => id), rows.map(({ place }) => place), rows.map((row) => row.fields)];
  await sql`update events.ticket_kind k set place = v.place, fields = v.fields::jsonb
    from unnest(${ids}::uuid[], ${places}::int[], ${fields}::text[]) as v(id, place, fields) where k.id = v.id`.execute(ctx.tx);
}

export async function deleteKinds(ctx: Ctx, ids: readonly Id<'ticketKind'>[]): Promise<void> {
  if (ids.length > 0) await tables(ctx).deleteFrom('events.ticket_kind').where('id', 'in', ids).execute();
}

export function selectQuotas(ctx: Ctx, eventId: Id<'event'>) {
  return tables(ctx)
    .selectFrom('events.quota')
    .select(['id', 'name', 'size', 'covers'])
    .where('event_id', '=', eventId)
    .orderBy('place')
    .orderBy('id')
    .execute();
}
export type QuotaRow = Awaited<ReturnType<typeof selectQuotas>>[number];

export async function putQuotas(ctx: Ctx, rows: readonly Insertable<EventsTables['events.quota']>[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('events.quota')
    .values([...rows])
    .onConflict((one) =>
      one.column('id').doUpdateSet((to) => ({
        place: to.ref('excluded.place'),
        name: to.ref('excluded.name'),
        size: to.ref('excluded.size'),
        covers: to.ref('excluded.covers'),
      })),
    )
    .execute();
}

export async function deleteQuotas(ctx: Ctx, eventId: Id<'event'>, kept: readonly Id<'quota'>[]): Promise<void> {
  await tables(ctx).deleteFrom('events.quota').where('event_id', '=', eventId).where('id', '<>', sql<Id<'quota'>>`all(${kept}::uuid[])`).execute();
}
