import type { ImportKindName, ImportStatus } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type RawBuilder, type SqlBool, sql, type Updateable } from 'kysely';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import type { ImportRecord, Working } from './import.ts';
import { WORKING } from './import.ts';
import type { ImportsTables } from './tables.ts';

const COLUMNS = [
  'id',
  'kind',
  'organization_id',
  'staff_id',
  'started_by',
  'user_id',
  'status',
  'fault',
  'fault_row',
  'file_name',
  'file_type',
  'file_encoding',
  'file_bytes',
  'file_hash',
  'headers_sealed',
  'mapping',
  'options',
  'row_count',
  'done_count',
  'new_count',
  'changed_count',
  'unchanged_count',
  'wrong_count',
  'undone_count',
  'claim',
  'created_at',
  'confirmed_at',
  'finished_at',
  'content_removed_at',
] as const;

type ImportTable = ImportsTables['imports.import'];
type ImportId = Id<'import'>;

const tables = (ctx: Ctx) => ctx.tx.withTables<ImportsTables>();
/** Every look at an import goes through here: what the actor may not see is missing, as if there were no such import. */
const seen = (ctx: Ctx) => tables(ctx).selectFrom('imports.import').where(seenBy(ctx.actor));

/** An organization's people see its imports, the operator's all; whoever is bounded to departments sees only own uploads. The policies say the same. */
function seenBy(actor: Actor): RawBuilder<SqlBool> {
  if (actor.kind === 'system') return sql`true`;
  if (actor.kind !== 'staff') return sql`false`;
  if (departmentsOf(actor) !== undefined) return sql`(staff_id = ${actor.staffId} and organization_id = ${actor.organizationId})`;
  return actor.organizationKind === 'operator' ? sql`true` : sql`organization_id = ${actor.organizationId}`;
}

/** False when the key has been used before. */
export async function insertImport(ctx: Ctx, row: Insertable<ImportTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(ctx)
    .insertInto('imports.import')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export function selectImport(ctx: Ctx, id: ImportId): Promise<ImportRecord | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function lockImport(ctx: Ctx, id: ImportId): Promise<ImportRecord | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export type ImportFilter = { kinds: readonly ImportKindName[]; status?: ImportStatus | undefined; beforeId?: ImportId | undefined; limit: number };

/** Newest first. */
export function selectImports(ctx: Ctx, { kinds, status, beforeId, limit }: ImportFilter): Promise<ImportRecord[]> {
  let query = seen(ctx).select(COLUMNS).where('kind', 'in', kinds).orderBy('id', 'desc').limit(limit);
  if (status !== undefined) query = query.where('status', '=', status);
  if (beforeId !== undefined) query = query.where('id', '<', beforeId);
  return query.execute();
}

/** The newest other import of the same bytes that was applied. */
export async function selectSameFile(ctx: Ctx, row: Pick<ImportRecord, 'id' | 'kind' | 'file_hash'>): Promise<ImportId | null> {
  if (row.file_hash === null) return null;
  const found = await seen(ctx)
    .select('id')
    .where('file_hash', '=', row.file_hash)
    .where('kind', '=', row.kind)
    .where('id', '<', row.id)
    .where('confirmed_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

export function updateImport(ctx: Ctx, id: ImportId, change: Updateable<ImportTable>): Promise<ImportRecord> {
  return tables(ctx).updateTable('imports.import').set(change).where('id', '=', id).returning(COLUMNS).executeTakeFirstOrThrow();
}

/** Makes the run `claim` the one that works on an import. A run that did before ends at its next step, if it still lives. */
export function claimImport(ctx: Ctx, id: ImportId, claim: string): Promise<ImportRecord | undefined> {
  return tables(ctx)
    .updateTable('imports.import')
    .set({ claim })
    .where('id', '=', id)
    .where('status', 'in', WORKING)
    .returning(COLUMNS)
    .executeTakeFirst();
}

/** Locks the import for one step of this run; undefined when another run works on it, or people want something else of it. */
export function takeTurn(ctx: Ctx, id: ImportId, turn: { claim: string; status: Working }): Promise<ImportRecord | undefined> {
  return tables(ctx)
    .selectFrom('imports.import')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('claim', '=', turn.claim)
    .where('status', '=', turn.status)
    .forUpdate()
    .executeTakeFirst();
}

/** Up to `limit` imports whose content is to go: those of before `before`, and uploads that broke off before `brokenBefore`. */
export async function selectOutdated(ctx: Ctx, { before, brokenBefore, limit }: { before: Date; brokenBefore: Date; limit: number }) {
  return tables(ctx)
    .selectFrom('imports.import')
    .select(['id', 'status'])
    .where('content_removed_at', 'is', null)
    .where((where) =>
      where.or([where('created_at', '<', before), where.and([where('status', '=', 'uploading'), where('created_at', '<', brokenBefore)])]),
    )
    .limit(limit)
    .execute();
}

export async function insertPiece(ctx: Ctx, row: ImportsTables['imports.piece']): Promise<void> {
  await tables(ctx).insertInto('imports.piece').values(row).execute();
}

export async function selectPiece(ctx: Ctx, id: ImportId, seq: number): Promise<string | undefined> {
  const row = await tables(ctx)
    .selectFrom('imports.piece')
    .select('content_sealed')
    .where('import_id', '=', id)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.content_sealed;
}

export async function deletePieces(ctx: Ctx, id: ImportId): Promise<void> {
  await tables(ctx).deleteFrom('imports.piece').where('import_id', '=', id).execute();
}
