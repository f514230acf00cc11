import type { ErasureObstacle } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { PrivacyTables } from './tables.ts';

export type ErasureRow = Selectable<PrivacyTables['privacy.erasure']>;
const COLUMNS = [
  'id',
  'member_id',
  'origin',
  'status',
  'reason',
  'requested_by',
  'requested_by_name',
  'requested_at',
  'confirmed_by',
  'confirmed_by_name',
  'due_at',
  'obstacles',
  'settled_at',
] as const;
const OPEN = ['proposed', 'waiting', 'blocked'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<PrivacyTables>();
/** Of the members whom the actor may look at; another's is missing, as if there were none. */
const seen = (ctx: Ctx) => tables(ctx).selectFrom('privacy.erasure').where(ofMembersSeenBy(ctx.actor, 'member_id'));

export type ErasureFilter = { status?: ErasureRow['status'] | undefined; beforeId?: Id<'erasure'> | undefined; limit: number };

export function selectErasures(ctx: Ctx, { status, beforeId, limit }: ErasureFilter): Promise<ErasureRow[]> {
  let query = seen(ctx).select(COLUMNS).orderBy('id', 'desc').limit(limit);
  if (status !== undefined) query = query.where('status', '=', status);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** The request of a member that is not settled yet. */
export function selectOpenErasure(ctx: Ctx, memberId: Id<'member'>): Promise<ErasureRow | undefined> {
  return seen(ctx).select(COLUMNS).where('member_id', '=', memberId).where('status', 'in', OPEN).executeTakeFirst();
}

/** Whether nobody is left behind the member's pseudonym. */
export async function isForgotten(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  const row = await seen(ctx).select('id').where('member_id', '=', memberId).where('status', '=', 'done').executeTakeFirst();
  return row !== undefined;
}

/** Undefined when one is under way already. */
export function insertErasure(ctx: Ctx, row: Insertable<PrivacyTables['privacy.erasure']>): Promise<ErasureRow | undefined> {
  return tables(ctx)
    .insertInto('privacy.erasure')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

export function lockErasure(ctx: Ctx, erasureId: Id<'erasure'>): Promise<ErasureRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', erasureId).forUpdate().executeTakeFirst();
}

export type ErasureChange = Partial<
  Pick<ErasureRow, 'status' | 'confirmed_by' | 'confirmed_by_name' | 'due_at' | 'settled_at' | 'requested_by_name'>
> & {
  obstacles?: ErasureObstacle[];
};

export function updateErasure(ctx: Ctx, erasureId: Id<'erasure'>, change: ErasureChange): Promise<ErasureRow> {
  return tables(ctx).updateTable('privacy.erasure').set(change).where('id', '=', erasureId).returning(COLUMNS).executeTakeFirstOrThrow();
}

/** Whose cooling-off is over, the oldest first. */
export async function selectDue(ctx: Ctx, limit: number): Promise<Id<'erasure'>[]> {
  const { rows } = await sql<{ id: Id<'erasure'> }>`
    select id from privacy.erasure where status in ('waiting', 'blocked') and due_at <= ${ctx.now} order by due_at limit ${limit}`.execute(ctx.tx);
  return rows.map((row) => row.id);
}
