import { FileFault, type FileRow } from './file-fault.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { FileForm } from './sniff-file.ts';

/** The rows of a file of either form. A workbook is gathered first, since its directory lies at its end. @throws FileFault */
export async function* readRows(form: FileForm, pieces: AsyncIterable<Uint8Array>): AsyncIterable<FileRow> {
  if (form.type === 'csv') return yield* readCsv(pieces, form.encoding);
  const gathered: Uint8Array[] = [];
  for await (const piece of pieces) gathered.push(piece);
  yield* readXlsx(Buffer.concat(gathered));
}

export type Table = { headers: string[]; rows: AsyncIterable<FileRow> };

/** The first row as headings, and the rest. @throws FileFault `empty` */
export async function readTable(form: FileForm, pieces: AsyncIterable<Uint8Array>): Promise<Table> {
  const rows = readRows(form, pieces)[Symbol.asyncIterator]();
  const first = await rows.next();
  if (first.done) throw new FileFault('empty');
  return { headers: first.value.cells, rows: { [Symbol.asyncIterator]: () => rows } };
}
