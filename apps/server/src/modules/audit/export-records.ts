import type { audit, InputOf } from '@tessera/contract';
import type { Call, OutgoingFile } from '../../platform/bind.ts';
import { csvLine } from '../../platform/csv-line.ts';
import type { Database } from '../../platform/database.ts';
import { type RecordFilter, type RecordRow, selectRecords } from './queries.ts';
import { recordView } from './record-view.ts';

/** Records of one read. So many are all that the server holds at a time, however many there are. */
const READ_AT_ONCE = 2_000;
/** So that a spreadsheet reads the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'at',
  'actorKind',
  'actorName',
  'actorId',
  'role',
  'organizationId',
  'departmentId',
  'action',
  'targetKind',
  'targetId',
  'outcome',
  'before',
  'after',
  'address',
  'userAgent',
  'requestId',
  'sessionId',
  'id',
] as const satisfies readonly (keyof ReturnType<typeof recordView>)[];

type Input = InputOf<typeof audit.exportRecords>;

/**
 * Every record that matches, newest first, read in short transactions of the caller's own. What is written after the first read is not in it:
 * the list goes back in time from there.
 */
export function createExportRecords(database: Database) {
  return async (call: Call, { format, ...filter }: Input): Promise<OutgoingFile> => {
    const day = call.now.toISOString().slice(0, 10);
    const pages = readPages(database, call, filter);
    return format === 'csv'
      ? { name: `audit-${day}.csv`, type: 'text/csv', pieces: csvOf(pages) }
      : { name: `audit-${day}.jsonl`, type: 'application/x-ndjson', pieces: linesOf(pages) };
  };
}

async function* readPages(database: Database, call: Call, filter: RecordFilter): AsyncGenerator<RecordRow[]> {
  let beforeId: RecordRow['id'] | undefined;
  for (;;) {
    const page = { ...filter, beforeId, limit: READ_AT_ONCE };
    const options = { requestId: call.requestId, address: call.address, readOnly: true };
    const rows = await database.transaction(call.actor, options, (ctx) => selectRecords(ctx, page));
    if (rows.length > 0) yield rows;
    beforeId = rows.at(-1)?.id;
    if (rows.length < READ_AT_ONCE) return;
  }
}

async function* csvOf(pages: AsyncIterable<RecordRow[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  for await (const rows of pages) {
    yield rows
      .map((row) => {
        const view = recordView(row);
        return csvLine(COLUMNS.map((column) => cellOf(view[column])));
      })
      .join('');
  }
}

async function* linesOf(pages: AsyncIterable<RecordRow[]>): AsyncGenerator<string> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(recordView(row))}\n`).join('');
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
