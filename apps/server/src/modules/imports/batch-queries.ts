import type { Id } from '@tessera/kernel';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { ImportsTables } from './tables.ts';
import type { Counts, Outcome, Verdict } from './verdict.ts';

type ImportId = Id<'import'>;
export type Batch = Pick<Selectable<ImportsTables['imports.batch']>, 'seq' | 'row_count' | 'rows_sealed' | 'verdicts'>;

const BATCH_COLUMNS = ['seq', 'row_count', 'rows_sealed', 'verdicts'] as const;
const COUNT_OF = { new: 'new_count', changed: 'changed_count', unchanged: 'unchanged_count', wrong: 'wrong_count' } as const satisfies Record<
  Outcome,
  string
>;
const tables = (ctx: Ctx) => ctx.tx.withTables<ImportsTables>();

export async function insertBatch(ctx: Ctx, row: { import_id: ImportId; seq: number; row_count: number; rows_sealed: string }): Promise<void> {
  await tables(ctx).insertInto('imports.batch').values(row).execute();
}

export function selectBatch(ctx: Ctx, id: ImportId, seq: number): Promise<Batch | undefined> {
  return tables(ctx).selectFrom('imports.batch').select(BATCH_COLUMNS).where('import_id', '=', id).where('seq', '=', seq).executeTakeFirst();
}

/** The first batch that was not applied, or not taken back. */
export function selectNextBatch(ctx: Ctx, id: ImportId, pending: 'is_applied' | 'is_undone'): Promise<Batch | undefined> {
  return tables(ctx)
    .selectFrom('imports.batch')
    .select(BATCH_COLUMNS)
    .where('import_id', '=', id)
    .where(pending, '=', false)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
}

/** Batches from `from` on that have rows of this outcome, in their order. */
export function selectBatchesFrom(ctx: Ctx, id: ImportId, page: { from: number; outcome?: Outcome | undefined; limit: number }): Promise<Batch[]> {
  let query = tables(ctx)
    .selectFrom('imports.batch')
    .select(BATCH_COLUMNS)
    .where('import_id', '=', id)
    .where('seq', '>=', page.from)
    .orderBy('seq')
    .limit(page.limit);
  if (page.outcome !== undefined) query = query.where(COUNT_OF[page.outcome], '>', 0);
  return query.execute();
}

/** What the rows of an import entered, changed or found as they say, as far as it was applied. */
export async function findImportTargets(ctx: Ctx, importId: ImportId): Promise<string[]> {
  const { rows } = await sql<{ target: string }>`
    select distinct verdict ->> 'targetId' as target
    from imports.batch cross join jsonb_array_elements(verdicts) as verdict
    where import_id = ${importId} and is_applied and not is_undone and verdict ? 'targetId'`.execute(ctx.tx);
  return rows.map(({ target }) => target);
}

export type Judged = { seq: number; verdicts: readonly Verdict[]; counts: Counts };

export async function saveVerdicts(ctx: Ctx, id: ImportId, { seq, verdicts, counts }: Judged): Promise<void> {
  await tables(ctx)
    .updateTable('imports.batch')
    .set({ verdicts: JSON.stringify(verdicts), ...counts })
    .where('import_id', '=', id)
    .where('seq', '=', seq)
    .execute();
}

export async function markBatch(ctx: Ctx, id: ImportId, mark: { seq: number; as: 'is_applied' | 'is_undone' }): Promise<void> {
  await tables(ctx)
    .updateTable('imports.batch')
    .set({ [mark.as]: true })
    .where('import_id', '=', id)
    .where('seq', '=', mark.seq)
    .execute();
}

export async function deleteBatches(ctx: Ctx, id: ImportId): Promise<void> {
  await tables(ctx).deleteFrom('imports.batch').where('import_id', '=', id).execute();
}

/** Takes the cells away; what became of each row stays. */
export async function clearRows(ctx: Ctx, id: ImportId): Promise<void> {
  await tables(ctx)
    .updateTable('imports.batch')
    .set({ rows_sealed: null })
    .where('import_id', '=', id)
    .where('rows_sealed', 'is not', null)
    .execute();
}
