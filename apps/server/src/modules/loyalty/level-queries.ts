import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofProgrammesSeenBy } from './queries.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

export type Ladder = Selectable<LoyaltyTables['loyalty.ladder']>;

/** By programme; one without levels is missing. */
export async function selectLadders(ctx: Ctx, ids: readonly Id<'pointsProgramme'>[]): Promise<Map<Id<'pointsProgramme'>, Ladder>> {
  const rows = await tables(ctx)
    .selectFrom('loyalty.ladder')
    .select(['programme_id', 'measure', 'period_months', 'grace_days', 'levels'])
    .where('programme_id', '=', sql<Id<'pointsProgramme'>>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.programme_id, row]));
}

export async function upsertLadder(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.ladder']>): Promise<void> {
  const { programme_id: _, ...terms } = row;
  await tables(ctx)
    .insertInto('loyalty.ladder')
    .values(row)
    .onConflict((conflict) => conflict.column('programme_id').doUpdateSet(terms))
    .execute();
}

export type Standing = { programmeId: Id<'pointsProgramme'>; memberId: Id<'member'>; rank: number; holdsUntil: string };
/** What somebody gave by hand: the least level until that day. */
type Given = { readonly rank: number; readonly until: string };

const standings = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('loyalty.standing')
    .select(['programme_id as programmeId', 'member_id as memberId', 'rank', sql<string>`holds_until::text`.as('holdsUntil')]);

export function selectStandings(ctx: Ctx, of: { ids: readonly Id<'pointsProgramme'>[]; memberIds: readonly Id<'member'>[] }): Promise<Standing[]> {
  return standings(ctx)
    .where('programme_id', '=', sql<Id<'pointsProgramme'>>`any(${of.ids}::uuid[])`)
    .where('member_id', '=', sql<Id<'member'>>`any(${of.memberIds}::uuid[])`)
    .execute();
}

export type DueStanding = Standing & { readonly givenRank: number | null; readonly givenUntil: string | null };

/** The next whose time is over; another worker's are passed over. */
export function lockDueStandings(ctx: Ctx, due: { today: BusinessDay; limit: number }): Promise<DueStanding[]> {
  return standings(ctx)
    .select(['given_rank as givenRank', sql<string | null>`given_until::text`.as('givenUntil')])
    .where('rank', '>', 0)
    .where('holds_until', '<', due.today)
    .orderBy('holds_until')
    .orderBy('member_id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** As `saveStandings` for one member, with what is given by hand; null takes back what was. */
export async function giveStanding(ctx: Ctx, standing: Standing, given: Given | null): Promise<void> {
  await saveStandings(ctx, [standing]);
  await tables(ctx)
    .updateTable('loyalty.standing')
    .set({ given_rank: given?.rank ?? null, given_until: given?.until ?? null })
    .where('programme_id', '=', standing.programmeId)
    .where('member_id', '=', standing.memberId)
    .execute();
}

/** As measured anew, under the rows' locks: up or down. What was given by hand stays. */
export function saveStandings(ctx: Ctx, rows: readonly Standing[]): Promise<void> {
  return upsertStandings(ctx, rows, sql`true`);
}

/** Two who raise one member at once agree on the higher level, and on the same one for longer. */
export function raiseStandings(ctx: Ctx, rows: readonly Standing[]): Promise<void> {
  return upsertStandings(ctx, rows, sql`(excluded.rank, excluded.holds_until) > (standing.rank, standing.holds_until)`);
}

async function upsertStandings(ctx: Ctx, rows: readonly Standing[], where: RawBuilder<unknown>): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into loyalty.standing (programme_id, member_id, rank, holds_until)
    select "programmeId", "memberId", rank, "holdsUntil"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("programmeId" uuid, "memberId" uuid, rank int, "holdsUntil" date)
    order by "memberId" on conflict (programme_id, member_id) do update set rank = excluded.rank, holds_until = excluded.holds_until
    where ${where}`.execute(ctx.tx);
}

type NamedLevel = {
  id: Id<'pointsLevel'>;
  programmeId: Id<'pointsProgramme'>;
  zh: string;
  en: string;
  programmeZh: string;
  programmeEn: string;
  isClosed: boolean;
};

/** Every level of the programmes that the actor may see. There are few. */
export async function selectLevelNames(ctx: Ctx): Promise<NamedLevel[]> {
  const { rows } = await sql<NamedLevel>`
    select (e.level ->> 'id')::uuid as id, p.id as "programmeId", e.level ->> 'name_zh' as zh, e.level ->> 'name_en' as en,
      p.name_zh as "programmeZh", p.name_en as "programmeEn", p.status = 'closed' as "isClosed"
    from loyalty.ladder l join loyalty.programme p on p.id = l.programme_id
    cross join jsonb_array_elements(l.levels) with ordinality as e (level, rank)
    where ${ofProgrammesSeenBy(ctx.actor, 'l.programme_id')}
    order by p.search_name, e.rank`.execute(ctx.tx);
  return rows;
}

/** The level on which a member stands, one of each programme in which there is one. */
export async function selectLevelIds(ctx: Ctx, memberId: Id<'member'>): Promise<Id<'pointsLevel'>[]> {
  const { rows } = await sql<{ id: Id<'pointsLevel'> }>`
    select (l.levels -> (s.rank - 1) ->> 'id')::uuid as id from loyalty.standing s join loyalty.ladder l using (programme_id)
    where s.member_id = ${memberId} and s.rank between 1 and jsonb_array_length(l.levels)`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** Every level that a member has reached in programmes that go on: the one on which they stand, and those below it. */
export async function selectReachedLevelIds(ctx: Ctx, memberId: Id<'member'>): Promise<Id<'pointsLevel'>[]> {
  const { rows } = await sql<{ id: Id<'pointsLevel'> }>`
    select (reached.level ->> 'id')::uuid as id from loyalty.standing s join loyalty.ladder l using (programme_id)
    join loyalty.programme p on p.id = s.programme_id and p.status <> 'closed'
    cross join lateral jsonb_array_elements(l.levels) with ordinality as reached (level, rank)
    where s.member_id = ${memberId} and reached.rank <= s.rank`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

/** How many members are on each level, by its rank. */
export async function countStandings(ctx: Ctx, programmeId: Id<'pointsProgramme'>): Promise<Map<number, number>> {
  const rows = await tables(ctx)
    .selectFrom('loyalty.standing')
    .select(['rank', sql<number>`count(*)::int`.as('count')])
    .where('programme_id', '=', programmeId)
    .groupBy('rank')
    .execute();
  return new Map(rows.map(({ rank, count }) => [rank, count]));
}

type Measure = { programmeId: Id<'pointsProgramme'>; measure: Ladder['measure']; since: BusinessDay };

/** What counts for levels since a day, by member; `memberIds`: of these alone. */
function measured({ programmeId, measure, since }: Measure, memberIds: readonly Id<'member'>[] | null = null) {
  const ofThem = memberIds === null ? sql`true` : sql`member_id = any(${memberIds}::uuid[])`;
  return measure === 'points'
    ? sql<{ memberId: Id<'member'>; value: number }>`
        select member_id as "memberId", sum(granted - taken_back)::bigint as value from loyalty.lot
        where programme_id = ${programmeId} and created_at >= ${since}::date and ${ofThem} group by member_id`
    : sql<{ memberId: Id<'member'>; value: number }>`
        select member_id as "memberId", sum(net_minor)::bigint as value from loyalty.earning
        where programme_id = ${programmeId} and paid_at >= ${since}::date and ${ofThem} group by member_id`;
}

type Measured = { ladder: Pick<Ladder, 'programme_id' | 'measure'>; memberIds: readonly Id<'member'>[]; since: BusinessDay };

/** What counts for members' levels since a day. */
export async function selectMeasured(ctx: Ctx, { ladder, memberIds, since }: Measured): Promise<Map<Id<'member'>, number>> {
  const { rows } = await measured({ programmeId: ladder.programme_id, measure: ladder.measure, since }, memberIds).execute(ctx.tx);
  return new Map(rows.map(({ memberId, value }) => [memberId, value]));
}

/** How a change of levels places members: what they reach by the new ones, or the level that they hold and that goes by the same name. */
export type Replacing = Measure & {
  /** Of the new levels, the lowest first. */
  thresholds: readonly number[];
  /** The new rank of the level that goes by the same name, by the old rank from 0 on; 0 where none does. */
  kept: readonly number[];
  today: BusinessDay;
};

/** In all of it, what was given by hand and still holds is the least, where a level goes by its name. */
const placed = ({ thresholds, kept, today, ...of }: Replacing) => sql`
  with held as (
    select s.member_id, s.rank, s.holds_until, s.given_until, ${newRank(kept, sql`s.rank`)} as held,
      case when s.given_until >= ${today}::date then ${newRank(kept, sql`s.given_rank`)} end as given
    from loyalty.standing s where s.programme_id = ${of.programmeId}
  )
  select coalesce(m."memberId", h.member_id) as member_id, coalesce(h.rank, 0) as was, h.holds_until, h.given, h.given_until,
    coalesce(h.held, 0) as held,
    greatest(h.held, h.given, (select count(*) from unnest(${sql.val(thresholds)}::bigint[]) t where m.value >= t)::int) as rank
  from (${measured(of)}) m full join held h on h.member_id = m."memberId"`;

/** The new rank of what stood at an old one; 0 where no level goes by its name. */
const newRank = (kept: Replacing['kept'], rank: RawBuilder<unknown>) => sql<number>`coalesce((${sql.val(kept)}::int[])[${rank} + 1], 0)`;

/** How many members would stand where, by the old rank and the new one. */
export async function countPlaced(ctx: Ctx, of: Replacing): Promise<{ was: number; rank: number; count: number }[]> {
  const { rows } = await sql<{ was: number; rank: number; count: number }>`
    select was, rank, count(*)::int as count from (${placed(of)}) p group by was, rank order by was, rank`.execute(ctx.tx);
  return rows;
}

/** Places them, in one statement, whatever their number; a level that is kept holds for as long as it would have. */
export async function placeMembers(ctx: Ctx, of: Replacing, holdsUntil: BusinessDay): Promise<void> {
  await sql`
    insert into loyalty.standing (programme_id, member_id, rank, holds_until)
    select ${of.programmeId}, member_id, rank,
      case when was > 0 and rank = held then holds_until when rank = given then given_until else ${holdsUntil}::date end
    from (${placed(of)}) p where was <> rank order by member_id
    on conflict (programme_id, member_id) do update set rank = excluded.rank, holds_until = excluded.holds_until`.execute(ctx.tx);
  await sql`
    with given as (
      select member_id, ${newRank(of.kept, sql`given_rank`)} as rank from loyalty.standing
      where programme_id = ${of.programmeId} and given_rank is not null
    )
    update loyalty.standing s set given_rank = nullif(g.rank, 0), given_until = case when g.rank > 0 then s.given_until end
    from given g where s.programme_id = ${of.programmeId} and s.member_id = g.member_id`.execute(ctx.tx);
}
