import { record } from '../audit/index.ts';
import { markBatch, selectNextBatch } from './batch-queries.ts';
import { announceImport } from './parts.ts';
import { updateImport } from './queries.ts';
import { finish, type Run, step } from './run.ts';

/** Takes back what was entered, batch by batch, each once. @throws RunEnded */
export async function undoRows(run: Run): Promise<void> {
  while (await undoNext(run));
  await step(
    run,
    async (ctx) => {
      const row = await finish(ctx, run, { status: 'undone', finished_at: ctx.now });
      await record(ctx, {
        action: 'imports.finishUndo',
        targetKind: 'import',
        targetId: row.id,
        after: { undone: row.undone_count, kept: row.new_count - row.undone_count },
      });
    },
    run.actor,
  );
}

function undoNext(run: Run): Promise<boolean> {
  return step(
    run,
    async (ctx, row) => {
      const batch = await selectNextBatch(ctx, row.id, 'is_undone');
      if (!batch) return false;
      const targetIds = (batch.verdicts ?? []).flatMap(({ outcome, targetId }) => (outcome === 'new' && targetId !== undefined ? [targetId] : []));
      const undone = targetIds.length === 0 ? 0 : await run.kind.undoRows?.(ctx, { importId: row.id, targetIds });
      await markBatch(ctx, row.id, { seq: batch.seq, as: 'is_undone' });
      const change = { done_count: row.done_count + batch.row_count, undone_count: row.undone_count + (undone ?? 0) };
      await announceImport(ctx, await updateImport(ctx, row.id, change));
      return true;
    },
    run.actor,
  );
}
