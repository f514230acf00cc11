import type { RedemptionState } from '@tessera/contract';
import { type BusinessDay, type Id, isId } from '@tessera/kernel';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import { REDEMPTION, type RedemptionRow } from './queries.ts';
import type { RedemptionsTables } from './tables.ts';

export type RedemptionFilter = {
  q?: string | undefined;
  /** Members whose number was searched for. */
  memberIds?: readonly Id<'member'>[] | undefined;
  from?: BusinessDay | undefined;
  to?: BusinessDay | undefined;
  memberId?: Id<'member'> | undefined;
  merchantId?: Id<'organization'> | undefined;
  terminalId?: Id<'terminal'> | undefined;
  itemId?: Id<'item'> | undefined;
  itemIds?: readonly Id<'item'>[] | undefined;
  issuerId?: Id<'organization'> | undefined;
  state?: RedemptionState | undefined;
  /** By when an answer is due instead; only of those that wait for one. */
  soonestFirst?: boolean | undefined;
  /** The last of the page before. */
  before?: { at: string; id: string } | undefined;
  limit: number;
};

const NOBODY = sql<SqlBool>`false`;

/** The first of the two lines that keep parties apart; the second is the database's. */
function seenBy(actor: Actor): RawBuilder<SqlBool> {
  if (actor.kind === 'terminal') return sql`merchant_id = ${actor.merchantId}`;
  if (actor.kind !== 'staff') return actor.kind === 'member' || actor.kind === 'system' ? ofMembersSeenBy(actor, 'member_id') : NOBODY;
  if (actor.organizationKind === 'merchant') return sql`merchant_id = ${actor.organizationId}`;
  if (actor.organizationKind === 'issuer') return sql`issuer_ids @> array[${actor.organizationId}::uuid]`;
  return ofMembersSeenBy(actor, 'member_id');
}

/** Newest first, or by how soon an answer is due, of those that the actor may see. */
export function selectRedemptions(ctx: Ctx, filter: RedemptionFilter): Promise<RedemptionRow[]> {
  let query = ctx.tx
    .withTables<RedemptionsTables>()
    .selectFrom('redemptions.redemption')
    .select(REDEMPTION)
    .where(seenBy(ctx.actor))
    .limit(filter.limit);
  const { q, memberIds = [], before, soonestFirst } = filter;
  query = soonestFirst ? query.orderBy('answer_by').orderBy('id') : query.orderBy('created_at', 'desc').orderBy('id', 'desc');
  // A line of a statement leads here by its accrual.
  if (q && isId(q)) query = query.where('accrual_id', '=', q);
  else if (q) {
    const part = containing(q);
    query = query.where((row) => row.or([row('search_name', 'like', part), row('member_id', '=', sql<Id<'member'>>`any(${memberIds}::uuid[])`)]));
  }
  if (filter.from) query = query.where('business_on', '>=', filter.from);
  if (filter.to) query = query.where('business_on', '<=', filter.to);
  if (filter.memberId) query = query.where('member_id', '=', filter.memberId);
  if (filter.merchantId) query = query.where('merchant_id', '=', filter.merchantId);
  if (filter.terminalId) query = query.where('terminal_id', '=', filter.terminalId);
  if (filter.itemId) query = query.where('item_id', '=', filter.itemId);
  if (filter.itemIds) query = query.where('item_id', '=', sql<Id<'item'>>`any(${filter.itemIds}::uuid[])`);
  if (filter.issuerId) query = query.where(sql<SqlBool>`issuer_ids @> array[${filter.issuerId}::uuid]`);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (before && soonestFirst) query = query.where(sql<SqlBool>`(answer_by, id) > (${before.at}::timestamptz, ${before.id}::uuid)`);
  else if (before) query = query.where(sql<SqlBool>`(created_at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`);
  return query.execute();
}

/** Bookings that wait for an answer, of those that the actor may see. */
export async function countAsked(ctx: Ctx): Promise<number> {
  const row = await ctx.tx
    .withTables<RedemptionsTables>()
    .selectFrom('redemptions.redemption')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where(seenBy(ctx.actor))
    .where('state', '=', 'asked')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Items of bookings that wait for an answer, of those that the actor may see. */
export async function selectAskedItems(ctx: Ctx): Promise<Id<'item'>[]> {
  const rows = await ctx.tx
    .withTables<RedemptionsTables>()
    .selectFrom('redemptions.redemption')
    .select('item_id')
    .distinct()
    .where(seenBy(ctx.actor))
    .where('state', '=', 'asked')
    .execute();
  return rows.map(({ item_id }) => item_id);
}

/** One that the actor may see. */
export async function selectSeen(ctx: Ctx, id: Id<'redemption'>): Promise<RedemptionRow | undefined> {
  return ctx.tx
    .withTables<RedemptionsTables>()
    .selectFrom('redemptions.redemption')
    .select(REDEMPTION)
    .where(seenBy(ctx.actor))
    .where('id', '=', id)
    .executeTakeFirst();
}

export type RecentItem = { itemId: Id<'item'>; categoryId: Id<'category'>; itemName: string; times: number };

/** What a member redeemed and kept, each item once with how often, the newest first. */
export async function selectRecentItems(ctx: Ctx, of: { memberId: Id<'member'>; limit: number }): Promise<RecentItem[]> {
  const { rows } = await sql<RecentItem>`
    select item_id as "itemId", (array_agg(category_id order by created_at desc))[1] as "categoryId",
      (array_agg(item_name order by created_at desc))[1] as "itemName", count(*)::int as times
    from redemptions.redemption where member_id = ${of.memberId} and state in ('asked', 'waiting', 'taken')
    group by item_id order by max(created_at) desc, item_id limit ${of.limit}`.execute(ctx.tx);
  return rows;
}
