import type { BackupView } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Insertable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { BackupTables } from './tables.ts';

const COLUMNS = [
  'id',
  'name',
  'kind',
  'state',
  'started_at',
  'finished_at',
  'requested_by',
  'product_version',
  'size',
  'sha256',
  'rows',
  'pages',
  'progress',
  'beat_at',
  'fault',
  'drill_state',
  'drill_started_at',
  'drill_finished_at',
  'drill_faults',
  'drill_pages',
  'drill_transfers',
  'drill_audit_records',
] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<BackupTables>();
type NewBackup = Insertable<BackupTables['backup.backup']>;

/** Undefined while another one runs. */
export function insertBackup(ctx: Ctx, row: NewBackup) {
  return tables(ctx)
    .insertInto('backup.backup')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

export function updateBackup(ctx: Ctx, id: Id<'backup'>, change: Updateable<BackupTables['backup.backup']>) {
  return tables(ctx).updateTable('backup.backup').set(change).where('id', '=', id).returning(COLUMNS).executeTakeFirst();
}

export function lockBackup(ctx: Ctx, id: Id<'backup'>) {
  return tables(ctx).selectFrom('backup.backup').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function selectBackup(ctx: Ctx, id: Id<'backup'>) {
  return tables(ctx).selectFrom('backup.backup').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export type BackupFilter = { state?: BackupView['state']; beforeId?: Id<'backup'>; limit: number };

/** Newest first. */
export function selectBackups(ctx: Ctx, { state, beforeId, limit }: BackupFilter) {
  let query = tables(ctx).selectFrom('backup.backup').select(COLUMNS).orderBy('id', 'desc').limit(limit);
  if (state !== undefined) query = query.where('state', '=', state);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** What is made or rehearsed at this moment, or was when its server died. */
export function selectUnderWay(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('backup.backup')
    .select(COLUMNS)
    .where((where) => where.or([where('state', '=', 'running'), where('drill_state', '=', 'running')]))
    .execute();
}

/** Whose file should be there, newest first; retention bounds how many. */
export function selectKept(ctx: Ctx) {
  return tables(ctx).selectFrom('backup.backup').select(COLUMNS).where('state', '=', 'complete').orderBy('started_at', 'desc').execute();
}

export function selectNames(ctx: Ctx, names: readonly string[]) {
  return tables(ctx).selectFrom('backup.backup').select(['id', 'name', 'state']).where('name', 'in', names).execute();
}

export async function selectLastTimes(ctx: Ctx): Promise<{ good: Date | null; drill: Date | null }> {
  const row = await tables(ctx)
    .selectFrom('backup.backup')
    .select((select) => [
      select.fn.max('started_at').filterWhere('state', '=', 'complete').as('good'),
      select.fn.max('drill_finished_at').filterWhere('drill_state', '=', 'passed').as('drill'),
    ])
    .executeTakeFirst();
  return { good: row?.good ?? null, drill: row?.drill ?? null };
}

/** Up to when the schedules were looked at before; null at the first look. The row stays locked until the end of the transaction. */
export async function moveClock(ctx: Ctx): Promise<Date | null> {
  const before = await tables(ctx).selectFrom('backup.clock').select('checked_at').forUpdate().executeTakeFirst();
  await tables(ctx)
    .insertInto('backup.clock')
    .values({ checked_at: ctx.now })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ checked_at: ctx.now }))
    .execute();
  return before?.checked_at ?? null;
}
