import type { InputOf, imports } from '@tessera/contract';
import { importTexts } from '@tessera/messages';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv-lines.ts';
import type { Database } from '../../platform/database.ts';
import { record } from '../audit/index.ts';
import { type Batch, selectBatchesFrom } from './batch-queries.ts';
import { findImport } from './get-import.ts';
import { type ImportRecord, openHeaders } from './import.ts';
import { type ImportsParts, kindOf, needContent } from './parts.ts';
import { openRows } from './sealed-content.ts';

type Input = InputOf<typeof imports.exportImportRows>;
type Setting = { database: Database; parts: ImportsParts };

/**
 * The file's own columns with three more before them: the row, what became of it, and why. A text that a spreadsheet would take for a formula
 * gets an apostrophe. @throws AppError `imports.unknown`, `imports.content_removed`
 */
export async function exportImportRows({ database, parts }: Setting, call: Call, input: Input): Promise<OutgoingFile> {
  const inTransaction = <Result>(work: Parameters<typeof database.transaction<Result>>[2]) =>
    database.transaction(call.actor, { requestId: call.requestId, address: call.address }, work);
  const row = await inTransaction(async (ctx) => {
    const found = await findImport(ctx, input.importId, parts);
    needContent(found);
    await record(ctx, { action: 'imports.exportImportRows', targetKind: 'import', targetId: found.id, after: { outcome: input.outcome ?? 'all' } });
    return found;
  });
  const nextBatch = (from: number) =>
    inTransaction(async (ctx) => (await selectBatchesFrom(ctx, row.id, { from, outcome: input.outcome, limit: 1 }))[0]);
  return {
    name: `${row.file_name.replace(/\.[A-Za-z0-9]{1,8}$/, '')}-${importTexts(input.language).reportName}.csv`,
    type: 'text/csv',
    pieces: linesOf({ row, parts, input, nextBatch }),
  };
}

type Lines = { row: ImportRecord; parts: ImportsParts; input: Input; nextBatch: (from: number) => Promise<Batch | undefined> };

async function* linesOf({ row, parts, input, nextBatch }: Lines): AsyncIterable<string> {
  const texts = importTexts(input.language);
  const headers = openHeaders(parts.secrets, row.headers_sealed) ?? [];
  yield BYTE_ORDER_MARK + csvLine([texts.rowHeading, texts.outcomeHeading, texts.reasonHeading, ...headers]);
  const kind = kindOf(parts, row.kind);
  for (let batch = await nextBatch(0); batch; batch = await nextBatch(batch.seq + 1)) {
    const { verdicts, rows_sealed } = batch;
    if (rows_sealed === null) return;
    yield openRows(parts.secrets, rows_sealed)
      .flatMap(({ row: number, cells }, place) => {
        const verdict = verdicts?.[place];
        if (input.outcome !== undefined && verdict?.outcome !== input.outcome) return [];
        const reasons = (verdict?.troubles ?? []).map((trouble) => texts.reason(kind.name, trouble));
        const outcome = verdict ? texts.outcome(verdict.outcome, row.confirmed_at !== null) : '';
        return [csvLine([String(number), outcome, reasons.join(texts.listSeparator), ...cells])];
      })
      .join('');
  }
}
