import type { BusinessDay, Id } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong } from '../../platform/long-statements.ts';
import type { RecommendationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<RecommendationsTables>();

export type Pair = { itemId: Id<'item'>; withItemId: Id<'item'>; memberCount: number };

/** What those who redeemed these items redeemed as well; an item beside itself says how many redeemed it. */
export function selectPairs(ctx: Ctx, itemIds: readonly Id<'item'>[]): Promise<Pair[]> {
  return tables(ctx)
    .selectFrom('recommendations.pair')
    .select(['item_id as itemId', 'with_item_id as withItemId', 'member_count as memberCount'])
    .where('item_id', '=', sql<Id<'item'>>`any(${itemIds}::uuid[])`)
    .orderBy('member_count', 'desc')
    .orderBy('with_item_id')
    .execute();
}

type Making = { since: BusinessDay; least: number };

/** Makes all of them anew; one who makes them at a time. Answers how many there are. */
export async function makeAllPairs(ctx: Ctx, { since, least }: Making): Promise<number> {
  await allowLong(ctx);
  await sql`select pg_advisory_xact_lock(hashtextextended('recommendations.pair', 0))`.execute(ctx.tx);
  const { rows } = await sql<{ made: number }>`select recommendations.make_pairs(${ctx.now}, ${since}::date, ${least}) as made`.execute(ctx.tx);
  return rows[0]?.made ?? 0;
}
