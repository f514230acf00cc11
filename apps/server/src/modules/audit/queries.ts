import type { Id } from '@tessera/kernel';
import type { Insertable, SqlBool } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AuditTables } from './tables.ts';

export async function insertRecord(ctx: Ctx, row: Insertable<AuditTables['audit.record']>): Promise<void> {
  await ctx.tx.withTables<AuditTables>().insertInto('audit.record').values(row).execute();
}

export type RecordFilter = { q?: string; action?: string; targetId?: string; beforeId?: Id<'audit'>; limit: number };

/** Newest first. `q` is a whole target or request id, or how an action or an actor's name begins: each has its index. */
export function selectRecords(ctx: Ctx, filter: RecordFilter) {
  let query = ctx.tx
    .withTables<AuditTables>()
    .selectFrom('audit.record')
    .select(['id', 'at', 'actor_kind', 'actor_name', 'action', 'target_kind', 'target_id', 'outcome', 'before', 'after', 'request_id', 'address'])
    .orderBy('id', 'desc')
    .limit(filter.limit);
  const { q, action, targetId, beforeId } = filter;
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  if (action !== undefined) query = query.where('action', '=', action);
  if (targetId !== undefined) query = query.where('target_id', '=', targetId);
  if (q) {
    query = query.where((where) =>
      where.or([
        where('target_id', '=', q),
        where('request_id', '=', q),
        where.fn<SqlBool>('starts_with', ['action', where.val(q)]),
        where.fn<SqlBool>('starts_with', ['actor_name', where.val(q)]),
      ]),
    );
  }
  return query.execute();
}
