import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { record } from '../audit/index.ts';
import { type Batch, markBatch, saveVerdicts, selectNextBatch } from './batch-queries.ts';
import { judge, rowsOf } from './check-rows.ts';
import { importFinished } from './events.ts';
import type { ImportRecord } from './import.ts';
import { announceImport } from './parts.ts';
import { updateImport } from './queries.ts';
import { finish, type Run, step } from './run.ts';
import { countsOf, type Trouble } from './verdict.ts';

/** How often rows are decided anew that somebody else was faster with. */
const TRIES_MAX = 4;
const TRY_AGAIN_MS = 50;

/**
 * Applies batch after batch, each with its mark and its counts in one transaction: whenever the process dies, a row was applied once or not
 * at all. @throws RunEnded
 */
export async function applyRows(run: Run): Promise<void> {
  while (await applyNext(run));
  await step(
    run,
    async (ctx) => {
      const row = await finish(ctx, run, { status: 'done', finished_at: ctx.now });
      await record(ctx, { action: 'imports.finishImport', targetKind: 'import', targetId: row.id, after: countsShown(row) });
      const counts = { done: row.done_count - row.wrong_count, refused: row.wrong_count };
      await publish(ctx, importFinished, { importId: row.id, staffId: row.staff_id, fileName: row.file_name, ...counts });
    },
    run.actor,
  );
}

export function countsShown(row: ImportRecord): Record<string, unknown> {
  const { kind, row_count, new_count, changed_count, unchanged_count, wrong_count } = row;
  return { kind, rows: row_count, new: new_count, changed: changed_count, unchanged: unchanged_count, wrong: wrong_count };
}

/** False when no batch is left. */
async function applyNext(run: Run): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await step(run, (ctx, row) => applyBatch(ctx, run, row), run.actor);
    } catch (error) {
      // A number or a phone was taken between decision and entry: the next decision sees it.
      if (!(error instanceof AppError) || error.status !== 409 || attempt === TRIES_MAX) throw error;
      await sleep(TRY_AGAIN_MS * attempt);
    }
  }
}

async function applyBatch(ctx: Ctx, run: Run, row: ImportRecord): Promise<boolean> {
  const batch = await selectNextBatch(ctx, row.id, 'is_applied');
  if (!batch) return false;
  const rows = rowsOf(run, row, batch);
  const verdicts = await judge(
    rows,
    knownTroubles(batch),
    (good) => run.kind.applyRows(ctx, { importId: row.id, rows: good, options: run.kind.options.parse(row.options) as never }), // The kind's own schema made them.
  );
  const counts = countsOf(verdicts);
  await saveVerdicts(ctx, row.id, { seq: batch.seq, verdicts, counts });
  await markBatch(ctx, row.id, { seq: batch.seq, as: 'is_applied' });
  const after = await updateImport(ctx, row.id, {
    done_count: row.done_count + batch.row_count,
    new_count: row.new_count + counts.new_count,
    changed_count: row.changed_count + counts.changed_count,
    unchanged_count: row.unchanged_count + counts.unchanged_count,
    wrong_count: row.wrong_count + counts.wrong_count,
  });
  await announceImport(ctx, after);
  return true;
}

/** A row that was shown as wrong stays out, even if it were right by now: people confirmed what they saw. */
function knownTroubles({ verdicts }: Batch): Trouble[][] {
  return (verdicts ?? []).map(({ outcome, troubles }) => (outcome === 'wrong' ? (troubles ?? []) : []));
}
