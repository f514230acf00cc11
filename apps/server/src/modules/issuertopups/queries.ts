import type { ISSUER_TOP_UP_STATES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import { confinedTo } from '../organizations/index.ts';
import type { IssuertopupsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<IssuertopupsTables>();
type TopUpTable = IssuertopupsTables['issuertopups.top_up'];

/** The first of the two lines: an issuer's people see their own issuer's, of members that they may see. */
function own({ actor }: Ctx) {
  const organizationId = confinedTo(actor);
  return organizationId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`issuer_id = ${organizationId}`;
}

const topUps = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('issuertopups.top_up')
    .select([
      'id',
      'issuer_id',
      'member_id',
      'amount_minor',
      'way',
      'reference',
      'reason',
      'made_by_name',
      'at',
      'taken_back_id',
      'taken_back_at',
      'taken_back_by_name',
      'taken_back_reason',
      sql<string>`business_on::text`.as('business_on'),
    ])
    .where(own(ctx))
    .where(ofMembersSeenBy(ctx.actor, 'member_id'));
export type TopUpRow = Awaited<ReturnType<typeof selectTopUps>>[number];

type TopUpFilter = {
  issuerId?: Id<'organization'> | undefined;
  q?: string | undefined;
  /** Members whose number was searched for. */
  memberIds: readonly Id<'member'>[];
  state?: (typeof ISSUER_TOP_UP_STATES)[number] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  beforeId: Id<'issuerTopUp'> | undefined;
  limit: number;
};

/** Newest first, of those that the actor may see. */
export function selectTopUps(ctx: Ctx, { issuerId, q, memberIds, state, from, to, beforeId, limit }: TopUpFilter) {
  let query = topUps(ctx).orderBy('id', 'desc').limit(limit);
  if (issuerId) query = query.where('issuer_id', '=', issuerId);
  if (q) query = query.where((row) => row.or([row('reference', '=', q), row('member_id', '=', sql<Id<'member'>>`any(${memberIds}::uuid[])`)]));
  if (state) query = query.where('taken_back_id', state === 'given' ? 'is' : 'is not', null);
  if (from) query = query.where('issuertopups.top_up.business_on', '>=', from);
  if (to) query = query.where('issuertopups.top_up.business_on', '<=', to);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** One that the actor may see. */
export function selectTopUp(ctx: Ctx, id: Id<'issuerTopUp'>): Promise<TopUpRow | undefined> {
  return topUps(ctx).where('id', '=', id).executeTakeFirst();
}

/** Whoever takes one back holds it. As the system. */
export function lockTopUp(ctx: Ctx, id: Id<'issuerTopUp'>): Promise<TopUpRow | undefined> {
  return topUps(ctx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

export function selectByReference(ctx: Ctx, of: { issuerId: Id<'organization'>; reference: string }): Promise<TopUpRow | undefined> {
  return topUps(ctx).where('issuer_id', '=', of.issuerId).where('reference', '=', of.reference).executeTakeFirst();
}

/** What a member was given, in the order of the ids. */
export function selectTopUpsOf(ctx: Ctx, of: { memberId: Id<'member'>; after: string | null; limit: number }): Promise<TopUpRow[]> {
  const query = topUps(ctx).where('member_id', '=', of.memberId).orderBy('id').limit(of.limit);
  return (of.after ? query.where(sql<SqlBool>`id > ${of.after}::uuid`) : query).execute();
}

export async function insertTopUp(ctx: Ctx, row: Insertable<TopUpTable>): Promise<void> {
  await tables(ctx).insertInto('issuertopups.top_up').values(row).execute();
}

export async function updateTopUp(ctx: Ctx, id: Id<'issuerTopUp'>, change: Updateable<TopUpTable>): Promise<void> {
  await tables(ctx).updateTable('issuertopups.top_up').set(change).where('id', '=', id).execute();
}

/** What people wrote with it, of somebody who is forgotten. */
export async function dropReasonsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('issuertopups.top_up').set({ reason: '' }).where('member_id', '=', memberId).execute();
  await tables(ctx)
    .updateTable('issuertopups.top_up')
    .set({ taken_back_reason: '' })
    .where('member_id', '=', memberId)
    .where('taken_back_id', 'is not', null)
    .execute();
}
