import type { Id } from '@tessera/kernel';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AuditTables } from './tables.ts';

type Table = AuditTables['audit.verification'];
export type VerificationRow = Selectable<Table>;

const COLUMNS = [
  'id',
  'started_at',
  'started_by',
  'state',
  'anchor_seq',
  'anchor_hash',
  'phase',
  'position_seq',
  'position_hash',
  'position_record',
  'expected',
  'checked',
  'fault',
  'fault_seq',
  'fault_record',
  'finished_at',
] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<AuditTables>();
const verifications = (ctx: Ctx) => tables(ctx).selectFrom('audit.verification').select(COLUMNS);

/** Answers whether it is there now: nothing while another one runs. */
export async function insertVerification(ctx: Ctx, row: Insertable<Table>): Promise<boolean> {
  const result = await tables(ctx)
    .insertInto('audit.verification')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function selectRunning(ctx: Ctx) {
  return verifications(ctx).where('state', '=', 'running').executeTakeFirst();
}

export function selectVerification(ctx: Ctx, id: Id<'verification'>) {
  return verifications(ctx).where('id', '=', id).executeTakeFirst();
}

/** The one that runs, for whoever carries it on. */
export function lockVerification(ctx: Ctx, id: Id<'verification'>) {
  return verifications(ctx).where('id', '=', id).where('state', '=', 'running').forUpdate().executeTakeFirst();
}

export function selectVerifications(ctx: Ctx, page: { beforeId?: Id<'verification'> | undefined; limit: number }) {
  const query = verifications(ctx).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId === undefined ? query : query.where('id', '<', page.beforeId)).execute();
}

export async function updateVerification(ctx: Ctx, id: Id<'verification'>, change: Updateable<Table>): Promise<void> {
  await tables(ctx).updateTable('audit.verification').set(change).where('id', '=', id).execute();
}
