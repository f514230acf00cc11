import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AuditTables } from './tables.ts';

type Table = AuditTables['audit.fault'];
export type FaultRow = Selectable<Table>;

const COLUMNS = ['id', 'at', 'request_id', 'route', 'actor_kind', 'actor_name', 'error_name', 'error_code', 'place'] as const;

export async function insertFault(ctx: Ctx, row: Insertable<Table>): Promise<void> {
  await ctx.tx.withTables<AuditTables>().insertInto('audit.fault').values(row).execute();
}

/** Newest first; `part` is looked for in the number of the request, the route and the error. A month of faults is few. */
export function selectFaults(ctx: Ctx, page: { part?: string | undefined; beforeId?: FaultRow['id'] | undefined; limit: number }) {
  const { part, beforeId, limit } = page;
  let query = ctx.tx.withTables<AuditTables>().selectFrom('audit.fault').select(COLUMNS).orderBy('id', 'desc').limit(limit);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  if (part) query = query.where(sql<boolean>`position(lower(${part}) in lower(concat_ws(' ', request_id, route, error_name, error_code))) > 0`);
  return query.execute();
}

export async function deleteFaultsBefore(ctx: Ctx, before: Date): Promise<void> {
  await ctx.tx.withTables<AuditTables>().deleteFrom('audit.fault').where('at', '<', before).execute();
}
