import type { InputOf, imports, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { keyOfCursor, pageOf } from '../../platform/paging.ts';
import { type Batch, selectBatchesFrom } from './batch-queries.ts';
import { findImport } from './get-import.ts';
import type { ImportRecord } from './import.ts';
import { mapRow } from './map-columns.ts';
import type { ImportsParts } from './parts.ts';
import { openRows } from './sealed-content.ts';
import type { Outcome } from './verdict.ts';

type List = typeof imports.listImportRows;
type RowView = OutputOf<List>['items'][number];
type Placed = RowView & { seq: number; place: number };

const BATCHES_AT_ONCE = 2;
const NUMBER = /^\d{1,9}$/;

/** The rows in the order of the file. Each step of the reading takes in one or two batches, whatever the size of the import. */
export async function listImportRows(ctx: Ctx, input: InputOf<List>, parts: ImportsParts): Promise<OutputOf<List>> {
  const row = await findImport(ctx, input.importId, parts);
  const [seq = '0', place = '0'] = keyOfCursor(input.cursor, [NUMBER, NUMBER]) ?? [];
  const found: Placed[] = [];
  let from = Number(seq);
  let begin = input.cursor === undefined ? 0 : Number(place) + 1;
  while (found.length <= input.limit) {
    const batches = await selectBatchesFrom(ctx, row.id, { from, outcome: input.outcome, limit: BATCHES_AT_ONCE });
    for (const batch of batches) {
      const skipped = batch.seq === Number(seq) ? begin : 0;
      found.push(...rowsOfBatch(row, batch, parts).filter((one) => one.place >= skipped && matches(one, input.outcome)));
    }
    const last = batches.at(-1);
    if (!last || batches.length < BATCHES_AT_ONCE) break;
    from = last.seq + 1;
    begin = 0;
  }
  const { items, nextCursor } = pageOf(found, input.limit, (one) => [String(one.seq), String(one.place)]);
  return { items: items.map(({ seq: _seq, place: _place, ...view }) => view), nextCursor };
}

function matches({ outcome }: RowView, wanted: Outcome | undefined): boolean {
  return wanted === undefined || outcome === wanted;
}

/** The rows of a batch with their verdicts; without cells once those are removed. */
export function rowsOfBatch(row: ImportRecord, batch: Batch, parts: Pick<ImportsParts, 'secrets'>): Placed[] {
  const rows = batch.rows_sealed === null ? null : openRows(parts.secrets, batch.rows_sealed);
  return Array.from({ length: batch.row_count }, (_, place): Placed => {
    const verdict = batch.verdicts?.[place];
    const one = rows?.[place];
    return {
      seq: batch.seq,
      place,
      row: one?.row ?? 0,
      cells: one ? { ...mapRow(row.mapping ?? {}, one).cells } : {},
      outcome: verdict?.outcome ?? null,
      problems: (verdict?.troubles ?? []).map((trouble) => ({ ...trouble })),
    };
  });
}
