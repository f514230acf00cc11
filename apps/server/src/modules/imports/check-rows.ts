import { type Batch, saveVerdicts, selectBatch } from './batch-queries.ts';
import { cellTroubles, repeatTroubles } from './check-cells.ts';
import type { ImportRecord } from './import.ts';
import type { ImportRow } from './import-kind.ts';
import { mapRow } from './map-columns.ts';
import { announceImport } from './parts.ts';
import { updateImport } from './queries.ts';
import { RowIndex } from './row-index.ts';
import { finish, type Run, RunEnded, step } from './run.ts';
import { openRows } from './sealed-content.ts';
import { countsOf, type Trouble, type Verdict } from './verdict.ts';

/** Judges every row and changes nothing; from the beginning, since it must have seen every key of the file. @throws RunEnded */
export async function checkRows(run: Run): Promise<void> {
  const seen = new RowIndex();
  const sum = { done_count: 0, new_count: 0, changed_count: 0, unchanged_count: 0, wrong_count: 0 };
  for (let seq = 0; ; seq += 1) {
    const isLast = await step(
      run,
      async (ctx, row) => {
        const batch = await selectBatch(ctx, run.importId, seq);
        if (!batch) return true;
        const rows = rowsOf(run, row, batch);
        const general = rows.map((one) => [...cellTroubles(run.kind, row.mapping ?? {}, one), ...repeatTroubles(run.kind, one, seen)]);
        const verdicts = await judge(
          rows,
          general,
          (good) => run.kind.checkRows(ctx, { importId: row.id, rows: good, options: run.kind.options.parse(row.options) as never }), // The kind's own schema made them.
        );
        const counts = countsOf(verdicts);
        await saveVerdicts(ctx, row.id, { seq, verdicts, counts });
        sum.done_count += batch.row_count;
        for (const key of COUNTED) sum[key] += counts[key];
        await announceImport(ctx, await updateImport(ctx, row.id, sum));
        return false;
      },
      run.actor,
    );
    if (isLast) break;
  }
  await step(run, (ctx) => finish(ctx, run, { status: 'checked', done_count: 0 }));
}

const COUNTED = ['new_count', 'changed_count', 'unchanged_count', 'wrong_count'] as const;

/** @throws RunEnded when the content was removed */
export function rowsOf(run: Run, row: ImportRecord, { rows_sealed }: Batch): ImportRow[] {
  if (rows_sealed === null) throw new RunEnded();
  return openRows(run.parts.secrets, rows_sealed).map((one) => mapRow(row.mapping ?? {}, one));
}

/** The verdict of each row: what is wrong with it already, or what the kind says of it. */
export async function judge(
  rows: readonly ImportRow[],
  known: readonly (readonly Trouble[])[],
  decide: (good: ImportRow[]) => Promise<Verdict[]>,
): Promise<Verdict[]> {
  const good = rows.filter((_, at) => (known[at]?.length ?? 0) === 0);
  const decided = good.length === 0 ? [] : await decide(good);
  if (decided.length !== good.length) throw new Error(`a kind answered ${decided.length} verdicts for ${good.length} rows`);
  const next = decided[Symbol.iterator]();
  return rows.map((_, at) => {
    const troubles = known[at] ?? [];
    if (troubles.length > 0) return { outcome: 'wrong', troubles: [...troubles] };
    return next.next().value ?? { outcome: 'wrong', troubles: [] };
  });
}
