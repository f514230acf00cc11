import type { Id } from '@tessera/kernel';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { PrivacyTables } from './tables.ts';

export type ExportRow = Selectable<PrivacyTables['privacy.export']>;
const COLUMNS = ['id', 'member_id', 'status', 'requested_at', 'ready_at', 'expires_at', 'bytes'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<PrivacyTables>();

/** Newest first; the few that are worth showing. */
export function selectExports(ctx: Ctx, memberId: Id<'member'>, limit: number): Promise<ExportRow[]> {
  return tables(ctx).selectFrom('privacy.export').select(COLUMNS).where('member_id', '=', memberId).orderBy('id', 'desc').limit(limit).execute();
}

export function selectExport(ctx: Ctx, exportId: Id<'export'>): Promise<ExportRow | undefined> {
  return tables(ctx).selectFrom('privacy.export').select(COLUMNS).where('id', '=', exportId).executeTakeFirst();
}

/** Undefined while another file of this member is being made. */
export function insertExport(ctx: Ctx, row: { id: Id<'export'>; memberId: Id<'member'> }): Promise<ExportRow | undefined> {
  return tables(ctx)
    .insertInto('privacy.export')
    .values({ id: row.id, member_id: row.memberId, status: 'waiting', requested_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

export function lockExport(ctx: Ctx, exportId: Id<'export'>): Promise<ExportRow | undefined> {
  return tables(ctx).selectFrom('privacy.export').select(COLUMNS).where('id', '=', exportId).forUpdate().executeTakeFirst();
}

export type ExportChange = Partial<Pick<ExportRow, 'status' | 'ready_at' | 'expires_at' | 'bytes'>>;

export async function updateExport(ctx: Ctx, exportId: Id<'export'>, change: ExportChange): Promise<void> {
  await tables(ctx).updateTable('privacy.export').set(change).where('id', '=', exportId).execute();
}

export async function insertPiece(ctx: Ctx, piece: { exportId: Id<'export'>; position: number; sealed: string }): Promise<void> {
  await tables(ctx)
    .insertInto('privacy.export_piece')
    .values({ export_id: piece.exportId, position: piece.position, piece_sealed: piece.sealed })
    .execute();
}

export async function selectPiece(ctx: Ctx, exportId: Id<'export'>, position: number): Promise<string | undefined> {
  const row = await tables(ctx)
    .selectFrom('privacy.export_piece')
    .select('piece_sealed')
    .where('export_id', '=', exportId)
    .where('position', '=', position)
    .executeTakeFirst();
  return row?.piece_sealed;
}

export async function deletePieces(ctx: Ctx, exportId: Id<'export'>): Promise<void> {
  await tables(ctx).deleteFrom('privacy.export_piece').where('export_id', '=', exportId).execute();
}

/** Destroys what is too old, and ends what never became ready. */
export async function expireExports(ctx: Ctx, abandonedBefore: Date): Promise<void> {
  await sql`
    delete from privacy.export_piece where export_id in (select id from privacy.export where status = 'ready' and expires_at <= ${ctx.now})`.execute(
    ctx.tx,
  );
  await sql`update privacy.export set status = 'expired' where status = 'ready' and expires_at <= ${ctx.now}`.execute(ctx.tx);
  await sql`
    delete from privacy.export_piece
    where export_id in (select id from privacy.export where status = 'waiting' and requested_at < ${abandonedBefore})`.execute(ctx.tx);
  await sql`update privacy.export set status = 'failed' where status = 'waiting' and requested_at < ${abandonedBefore}`.execute(ctx.tx);
}

/** Takes a person's files away for ever. */
export async function deleteExportPieces(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`delete from privacy.export_piece where export_id in (select id from privacy.export where member_id = ${memberId})`.execute(ctx.tx);
  await sql`
    update privacy.export set status = case when status = 'waiting' then 'failed' else 'expired' end
    where member_id = ${memberId} and status in ('waiting', 'ready')`.execute(ctx.tx);
}
