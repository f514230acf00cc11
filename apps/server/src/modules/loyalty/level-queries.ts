import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
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

/** The next whose time is over; another worker's are passed over. */
export function lockDueStandings(ctx: Ctx, due: { today: BusinessDay; limit: number }): Promise<Standing[]> {
  return standings(ctx)
    .where('rank', '>', 0)
    .where('holds_until', '<', due.today)
    .orderBy('holds_until')
    .orderBy('member_id')
    .limit(due.limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function saveStandings(ctx: Ctx, rows: readonly Standing[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into loyalty.standing (programme_id, member_id, rank, holds_until)
    select "programmeId", "memberId", rank, "holdsUntil"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("programmeId" uuid, "memberId" uuid, rank int, "holdsUntil" date)
    order by "memberId" on conflict (programme_id, member_id) do update set rank = excluded.rank, holds_until = excluded.holds_until`.execute(ctx.tx);
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

type Measured = { ladder: Pick<Ladder, 'programme_id' | 'measure'>; memberIds: readonly Id<'member'>[]; since: BusinessDay };

/** What counts for members' levels since a day. */
export async function selectMeasured(ctx: Ctx, { ladder, memberIds, since }: Measured): Promise<Map<Id<'member'>, number>> {
  const sums =
    ladder.measure === 'points'
      ? sql<{ id: Id<'member'>; sum: number }>`
          select member_id as id, sum(granted - taken_back)::bigint as sum from loyalty.lot
          where programme_id = ${ladder.programme_id} and member_id = any(${memberIds}::uuid[]) and created_at >= ${since}::date group by member_id`
      : sql<{ id: Id<'member'>; sum: number }>`
          select member_id as id, sum(net_minor)::bigint as sum from loyalty.earning
          where programme_id = ${ladder.programme_id} and member_id = any(${memberIds}::uuid[]) and paid_at >= ${since}::date group by member_id`;
  return new Map((await sums.execute(ctx.tx)).rows.map(({ id, sum }) => [id, sum]));
}
