import { deleteBatches, insertBatch } from './batch-queries.ts';
import { FileFault, type FileRow } from './file-fault.ts';
import { type ImportRecord, sealHeaders } from './import.ts';
import { ROWS_PER_BATCH } from './import-kind.ts';
import { guessMapping } from './map-columns.ts';
import { announceImport } from './parts.ts';
import { selectPiece, updateImport } from './queries.ts';
import { readTable } from './read-rows.ts';
import { finish, type Run, step } from './run.ts';
import { openPiece, sealRows } from './sealed-content.ts';
import type { FileForm } from './sniff-file.ts';

/** Reads the uploaded file into sealed batches of rows, from its beginning, whatever an earlier run had read. @throws FileFault, RunEnded */
export async function readFile(run: Run): Promise<void> {
  const form = await step(run, async (ctx, row) => {
    await deleteBatches(ctx, row.id);
    return formOf(row);
  });
  const table = await readTable(form, pieces(run));
  let seq = 0;
  let rowCount = 0;
  for await (const rows of inBatches(table.rows)) {
    rowCount += rows.length;
    const batch = { import_id: run.importId, seq, row_count: rows.length, rows_sealed: sealRows(run.parts.secrets, rows) };
    await step(run, async (ctx) => {
      await insertBatch(ctx, batch);
      await announceImport(ctx, await updateImport(ctx, run.importId, { done_count: rowCount, row_count: rowCount }));
    });
    seq += 1;
  }
  if (rowCount === 0) throw new FileFault('headings_only');
  await step(run, async (ctx) => {
    const mapping = JSON.stringify(guessMapping(run.kind, table.headers));
    const headers_sealed = sealHeaders(run.parts.secrets, table.headers);
    await finish(ctx, run, { status: 'mapping', mapping, headers_sealed, row_count: rowCount, done_count: 0 });
  });
}

function formOf({ file_type, file_encoding }: ImportRecord): FileForm {
  return file_type === 'xlsx' ? { type: 'xlsx', encoding: null } : { type: 'csv', encoding: file_encoding ?? 'utf-8' };
}

async function* pieces(run: Run): AsyncIterable<Uint8Array> {
  for (let seq = 0; ; seq += 1) {
    const sealed = await step(run, (ctx) => selectPiece(ctx, run.importId, seq));
    if (sealed === undefined) return;
    yield openPiece(run.parts.secrets, sealed);
  }
}

async function* inBatches(rows: AsyncIterable<FileRow>): AsyncIterable<FileRow[]> {
  let batch: FileRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < ROWS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
