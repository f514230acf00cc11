import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { merchantOf } from './queries.ts';
import type { ReviewsTables } from './tables.ts';

export type QualityRow = Selectable<ReviewsTables['reviews.quality']>;
/** The newest of a merchant, with its score some weeks before. */
export type Standing = QualityRow & { before_score: number | null; rank: number };

const tables = (ctx: Ctx) => ctx.tx.withTables<ReviewsTables>();

/** Stars by merchant since then. */
export function sumStars(ctx: Ctx, since: Date): Promise<{ merchant_id: Id<'organization'>; sum: number; count: number }[]> {
  return tables(ctx)
    .selectFrom('reviews.review')
    .select(['merchant_id', sql<number>`sum(stars)::int`.as('sum'), sql<number>`count(*)::int`.as('count')])
    .where('state', '=', 'shown')
    .where('created_at', '>=', since)
    .groupBy('merchant_id')
    .execute();
}

/** The day's row of each merchant, anew. */
export async function putQuality(ctx: Ctx, rows: readonly Insertable<ReviewsTables['reviews.quality']>[]): Promise<void> {
  if (rows.length === 0) return;
  await tables(ctx)
    .insertInto('reviews.quality')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['merchant_id', 'scored_on']).doUpdateSet((row) => ({
        score: row.ref('excluded.score'),
        stars_sum: row.ref('excluded.stars_sum'),
        review_count: row.ref('excluded.review_count'),
        upheld_count: row.ref('excluded.upheld_count'),
        open_count: row.ref('excluded.open_count'),
        sale_count: row.ref('excluded.sale_count'),
      })),
    )
    .execute();
}

/** Whose newest score before that day was below the line: they were told of already. */
export async function selectLowBefore(ctx: Ctx, day: BusinessDay, line: number): Promise<Set<Id<'organization'>>> {
  const { rows } = await sql<{ merchant_id: Id<'organization'>; score: number | null }>`
    select distinct on (merchant_id) merchant_id, score from reviews.quality where scored_on < ${day} order by merchant_id, scored_on desc`.execute(
    ctx.tx,
  );
  return new Set(rows.flatMap(({ merchant_id, score }) => (score !== null && score < line ? merchant_id : [])));
}

/** Whom the job has told of on this very day already. */
export async function selectScoresOn(ctx: Ctx, day: BusinessDay): Promise<Map<Id<'organization'>, number | null>> {
  const rows = await tables(ctx).selectFrom('reviews.quality').select(['merchant_id', 'score']).where('scored_on', '=', day).execute();
  return new Map(rows.map(({ merchant_id, score }) => [merchant_id, score]));
}

export type StandingFilter = {
  merchantId?: Id<'organization'> | undefined;
  below?: number | undefined;
  isFalling?: boolean;
  after?: { rank: number; id: string } | undefined;
  limit: number;
};

/** The lowest score first, those without one last. `weeksBefore` is the day that the change is counted from. */
export async function selectStandings(ctx: Ctx, weeksBefore: BusinessDay, filter: StandingFilter): Promise<Standing[]> {
  const own = merchantOf(ctx.actor) ?? filter.merchantId;
  const conditions = [
    ...(filter.below === undefined ? [] : [sql<SqlBool>`score < ${filter.below}`]),
    ...(filter.isFalling ? [sql<SqlBool>`score < before_score`] : []),
    ...(filter.after ? [sql<SqlBool>`(rank, merchant_id) > (${filter.after.rank}::int, ${filter.after.id}::uuid)`] : []),
  ];
  const { rows } = await sql<Standing>`
    with newest as (
      select distinct on (merchant_id) * from reviews.quality where ${own ? sql`merchant_id = ${own}` : sql`true`}
      order by merchant_id, scored_on desc
    ), standing as (
      select newest.*, coalesce(newest.score, 101)::int as rank, (
        select b.score from reviews.quality b where b.merchant_id = newest.merchant_id and b.scored_on <= ${weeksBefore}
        order by b.scored_on desc limit 1) as before_score
      from newest
    )
    select merchant_id, scored_on, score, stars_sum, review_count, upheld_count, open_count, sale_count, before_score, rank
    from standing where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
    order by rank, merchant_id limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

/** The newest scored days of each, oldest first. */
export async function selectHistories(
  ctx: Ctx,
  ids: readonly Id<'organization'>[],
  days: number,
): Promise<Map<string, { day: BusinessDay; score: number }[]>> {
  const { rows } = await sql<{ merchant_id: string; scored_on: BusinessDay; score: number }>`
    select merchant_id, scored_on, score from (
      select merchant_id, scored_on, score, row_number() over (partition by merchant_id order by scored_on desc) as place
      from reviews.quality where merchant_id = any(${ids}::uuid[]) and score is not null
    ) ranked where place <= ${days} order by merchant_id, scored_on`.execute(ctx.tx);
  const histories = new Map<string, { day: BusinessDay; score: number }[]>();
  for (const { merchant_id, scored_on: day, score } of rows) histories.set(merchant_id, [...(histories.get(merchant_id) ?? []), { day, score }]);
  return histories;
}
