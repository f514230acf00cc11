import type { LOT_STATES } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

const LOT = [
  'id',
  'programme_id',
  'member_id',
  'round_id',
  'source',
  'state',
  'granted',
  'remaining',
  'expired',
  'taken_back',
  'created_at',
  'granted_at',
  'ended_at',
] as const;

const lots = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('loyalty.lot')
    .select([...LOT, sql<string>`available_on::text`.as('available_on'), sql<string>`expires_on::text`.as('expires_on')]);
export type LotRow = Awaited<ReturnType<typeof selectLotsOfRound>>[number];
type NewLot = Insertable<LoyaltyTables['loyalty.lot']>;

/** In the order of granting; of members whom the actor may look at. */
export function selectLotsOfRound(
  ctx: Ctx,
  page: { roundId: Id<'pointsRound'>; state?: (typeof LOT_STATES)[number] | undefined; afterId?: string | null | undefined; limit: number },
) {
  let query = lots(ctx).where('round_id', '=', page.roundId).where(ofMembersSeenBy(ctx.actor, 'lot.member_id')).orderBy('id').limit(page.limit);
  if (page.state) query = query.where('state', '=', page.state);
  if (page.afterId) query = query.where('id', '>', page.afterId as Id<'pointsLot'>); // Of this list.
  return query.execute();
}

/** Adds those whose members have none under the label yet, in one statement; answers the ids that were new. */
export async function insertLots(ctx: Ctx, rows: readonly NewLot[]): Promise<Set<Id<'pointsLot'>>> {
  if (rows.length === 0) return new Set();
  const { rows: added } = await sql<{ id: Id<'pointsLot'> }>`
    insert into loyalty.lot (id, programme_id, member_id, round_id, source, label, state, granted, remaining, available_on, expires_on,
      created_at, granted_at)
    select id, programme_id, member_id, round_id, source, label, state, granted, remaining, available_on, expires_on, created_at, granted_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, programme_id uuid, member_id uuid, round_id uuid, source text, label text,
      state text, granted bigint, remaining bigint, available_on date, expires_on date, created_at timestamptz, granted_at timestamptz)
    order by member_id, id
    on conflict do nothing returning id`.execute(ctx.tx);
  return new Set(added.map(({ id }) => id));
}

/** What members were given under a label of a programme, and still have not given back. */
export async function selectLabelled(
  ctx: Ctx,
  of: { programmeId: Id<'pointsProgramme'>; label: string; memberIds: readonly Id<'member'>[] },
): Promise<Map<Id<'member'>, number>> {
  const rows = await tables(ctx)
    .selectFrom('loyalty.lot')
    .select(['member_id', 'granted'])
    .where('programme_id', '=', of.programmeId)
    .where('label', '=', of.label)
    .where('member_id', '=', sql<Id<'member'>>`any(${of.memberIds}::uuid[])`)
    .where('state', '<>', 'taken_back')
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.granted]));
}

/** The next pending lots whose day has come; another worker's are passed over. */
export function lockMatureLots(ctx: Ctx, due: { today: BusinessDay; limit: number }) {
  return lots(ctx)
    .where('state', '=', 'pending')
    .where('available_on', '<=', due.today)
    .orderBy('available_on')
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** The next lots with points whose last day is over; another worker's are passed over. */
export function lockEndedLots(ctx: Ctx, due: { today: BusinessDay; limit: number }) {
  return lots(ctx)
    .where('state', '=', 'active')
    .where('remaining', '>', 0)
    .where('expires_on', '<', due.today)
    .orderBy('expires_on')
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Some lots, in the order of their ids, as everybody locks them. */
export function lockLots(ctx: Ctx, ids: readonly Id<'pointsLot'>[]) {
  return lots(ctx).where('id', '=', sql<Id<'pointsLot'>>`any(${ids}::uuid[])`).orderBy('id').forUpdate().execute();
}

/** The next lots of a round that may still hold something, locked. */
export function lockLotsOfRound(ctx: Ctx, page: { roundId: Id<'pointsRound'>; afterId: string | null; limit: number }) {
  let query = lots(ctx).where('round_id', '=', page.roundId).orderBy('id').limit(page.limit);
  if (page.afterId) query = query.where('id', '>', page.afterId as Id<'pointsLot'>); // How far it has got.
  return query.forUpdate().execute();
}

/** Everything of a member that is not over, locked. */
export function lockLotsOfMember(ctx: Ctx, memberId: Id<'member'>) {
  return lots(ctx).where('member_id', '=', memberId).where('state', 'in', ['pending', 'active']).orderBy('id').forUpdate().execute();
}

/** What a member can draw on, locked in the order of the ids. The caller holds the account's lock. */
export function lockOpenLots(ctx: Ctx, of: { programmeId: Id<'pointsProgramme'>; memberId: Id<'member'>; today: BusinessDay }) {
  return tables(ctx)
    .selectFrom('loyalty.lot')
    .select(['id', 'remaining', sql<string>`expires_on::text`.as('expires_on')])
    .where('programme_id', '=', of.programmeId)
    .where('member_id', '=', of.memberId)
    .where('state', '=', 'active')
    .where('remaining', '>', 0)
    .where('expires_on', '>=', of.today)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** What becomes of a lot. */
export type LotChange = Pick<LotRow, 'id' | 'state' | 'remaining' | 'expired' | 'taken_back' | 'expires_on' | 'granted_at' | 'ended_at'>;

/** All in one statement. A lot that goes on for longer is warned of anew. */
export async function saveLots(ctx: Ctx, changes: readonly LotChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update loyalty.lot l set state = c.state, remaining = c.remaining, expired = c.expired, taken_back = c.taken_back, expires_on = c.expires_on,
      granted_at = c.granted_at, ended_at = c.ended_at, warned_days = case when c.expires_on = l.expires_on then l.warned_days end
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c(id uuid, state text, remaining bigint, expired bigint, taken_back bigint,
      expires_on date, granted_at timestamptz, ended_at timestamptz)
    where l.id = c.id`.execute(ctx.tx);
}

/** Takes from each lot what a draw takes. */
export async function takeFromLots(ctx: Ctx, uses: readonly { lotId: Id<'pointsLot'>; points: number }[]): Promise<void> {
  await sql`
    update loyalty.lot l set remaining = l.remaining - u.points
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as u("lotId" uuid, points bigint) where l.id = u."lotId"`.execute(ctx.tx);
}

/** The next lots that end by `until` and whose holders were not told so close to it yet. */
export function lockLotsToWarnOf(ctx: Ctx, due: { today: BusinessDay; until: BusinessDay; days: number; limit: number }) {
  return tables(ctx)
    .selectFrom('loyalty.lot')
    .select(['id', 'programme_id', 'member_id', 'remaining', sql<string>`expires_on::text`.as('expires_on')])
    .where('state', '=', 'active')
    .where('remaining', '>', 0)
    .where('expires_on', '>=', due.today)
    .where('expires_on', '<=', due.until)
    .where((lot) => lot.or([lot('warned_days', 'is', null), lot('warned_days', '>', due.days)]))
    .orderBy('expires_on')
    .orderBy('id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function markWarned(ctx: Ctx, ids: readonly Id<'pointsLot'>[], days: number): Promise<void> {
  await tables(ctx).updateTable('loyalty.lot').set({ warned_days: days }).where('id', '=', sql<Id<'pointsLot'>>`any(${ids}::uuid[])`).execute();
}

/** Points that are not available yet, by programme. */
export async function selectPendingSums(ctx: Ctx, ids: readonly Id<'pointsProgramme'>[]): Promise<Map<Id<'pointsProgramme'>, number>> {
  const { rows } = await sql<{ id: Id<'pointsProgramme'>; sum: number }>`
    select programme_id as id, sum(granted)::bigint as sum from loyalty.lot
    where state = 'pending' and programme_id = any(${ids}::uuid[]) group by programme_id`.execute(ctx.tx);
  return new Map(rows.map(({ id, sum }) => [id, sum]));
}
