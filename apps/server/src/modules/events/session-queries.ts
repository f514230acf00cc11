import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { EventsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<EventsTables>();
type SessionTable = EventsTables['events.session'];

const SESSION = [
  'id',
  'number',
  'event_id',
  'merchant_id',
  'name',
  'starts_at',
  'ends_at',
  'doors_at',
  'seat_plan_id',
  'stops',
  'state',
  'cancel_reason',
  'revision',
] as const;

function seen(ctx: Ctx) {
  const own = confinedTo(ctx.actor);
  const all = tables(ctx).selectFrom('events.session').select(SESSION);
  return own ? all.where('merchant_id', '=', own) : all;
}
export type SessionRow = NonNullable<Awaited<ReturnType<typeof selectSession>>>;

/** The earliest first; `after` is the place of the last one shown. */
export function selectSessions(
  ctx: Ctx,
  { eventId, after, limit }: { eventId: Id<'event'>; after?: { at: string; id: string } | undefined; limit: number },
) {
  let query = seen(ctx).where('event_id', '=', eventId).orderBy('starts_at').orderBy('id').limit(limit);
  if (after) query = query.where(sql<SqlBool>`(starts_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}

/** Those that are on sale, or were before a pause. */
/** What is on sale or paused, and not over. */
export function selectOpenSessions(ctx: Ctx, eventId: Id<'event'>) {
  const open = seen(ctx).where('event_id', '=', eventId).where('state', 'in', ['on_sale', 'paused']);
  return open.where('ends_at', '>', ctx.now).orderBy('id').execute();
}

export function selectSession(ctx: Ctx, sessionId: Id<'eventSession'>) {
  return seen(ctx).where('id', '=', sessionId).executeTakeFirst();
}

/** What is not over, the soonest first; the policies say whose. */
export function selectShownSessions(ctx: Ctx, eventId: Id<'event'>, limit: number) {
  return tables(ctx)
    .selectFrom('events.session')
    .select(SESSION)
    .where('event_id', '=', eventId)
    .where('ends_at', '>', ctx.now)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export function selectShownSession(ctx: Ctx, sessionId: Id<'eventSession'>) {
  return tables(ctx).selectFrom('events.session').select(SESSION).where('id', '=', sessionId).executeTakeFirst();
}

export function lockSession(ctx: Ctx, sessionId: Id<'eventSession'>) {
  return seen(ctx).where('id', '=', sessionId).forNoKeyUpdate().executeTakeFirst();
}

export async function countSessions(ctx: Ctx, eventId: Id<'event'>): Promise<number> {
  const found = await tables(ctx)
    .selectFrom('events.session')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('event_id', '=', eventId)
    .executeTakeFirst();
  return found?.count ?? 0;
}

export async function insertSessions(ctx: Ctx, rows: readonly Insertable<SessionTable>[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('events.session')
    .values([...rows])
    .execute();
}

export async function updateSessionRow(ctx: Ctx, sessionId: Id<'eventSession'>, change: Updateable<SessionTable>): Promise<void> {
  await tables(ctx).updateTable('events.session').set(change).where('id', '=', sessionId).execute();
}

/** All of an event that are in this state and not over, with a new revision each. Answers which. */
export async function moveSessions(
  ctx: Ctx,
  eventId: Id<'event'>,
  { from, change }: { from: readonly SessionRow['state'][]; change: Pick<Updateable<SessionTable>, 'state' | 'cancel_reason'> },
): Promise<Id<'eventSession'>[]> {
  const rows = await tables(ctx)
    .updateTable('events.session')
    .set({ ...change, revision: sql<number>`revision + 1` })
    .where('event_id', '=', eventId)
    .where('state', 'in', from)
    .where('ends_at', '>', ctx.now)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function deleteSession(ctx: Ctx, sessionId: Id<'eventSession'>): Promise<void> {
  await tables(ctx).deleteFrom('events.session').where('id', '=', sessionId).execute();
}

/** The instants of these days at that time of the day, as the clock on the wall shows it, also where summer time begins in between. */
export async function instantsOf(ctx: Ctx, days: readonly string[], timeOfDay: string): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select (d::date + ${timeOfDay}::time) at time zone current_setting('TimeZone') as at
    from unnest(${days}::text[]) with ordinality as t(d, place) order by place`.execute(ctx.tx);
  return rows.map(({ at }) => at);
}

export function selectAllocations(ctx: Ctx, sessionId: Id<'eventSession'>) {
  return tables(ctx)
    .selectFrom('events.allocation')
    .select(['id', 'kind', 'name', 'channel', 'seats', 'quota_id', 'count'])
    .where('session_id', '=', sessionId)
    .orderBy('place')
    .orderBy('id')
    .execute();
}
export type AllocationRow = Awaited<ReturnType<typeof selectAllocations>>[number];

export async function putAllocations(ctx: Ctx, rows: readonly Insertable<EventsTables['events.allocation']>[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('events.allocation')
    .values([...rows])
    .onConflict((one) =>
      one.column('id').doUpdateSet((to) => ({
        place: to.ref('excluded.place'),
        kind: to.ref('excluded.kind'),
        name: to.ref('excluded.name'),
        channel: to.ref('excluded.channel'),
        seats: to.ref('excluded.seats'),
        quota_id: to.ref('excluded.quota_id'),
        count: to.ref('excluded.count'),
      })),
    )
    .execute();
}

export async function deleteAllocations(ctx: Ctx, sessionId: Id<'eventSession'>, kept: readonly Id<'allocation'>[]): Promise<void> {
  await tables(ctx)
    .deleteFrom('events.allocation')
    .where('session_id', '=', sessionId)
    .where('id', '<>', sql<Id<'allocation'>>`all(${kept}::uuid[])`)
    .execute();
}
