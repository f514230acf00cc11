import { Readable } from 'node:stream';
import yazl from 'yazl';
import type { PersonalPage, PersonalPart } from '../../platform/personal.ts';
import { indexPage } from './index-page.ts';

export type ReadPart = (part: PersonalPart, after: string | null) => Promise<PersonalPage>;

/**
 * A ZIP with JSON and CSV of each part and a page to read, piece by piece. Each part is read twice, page by page, so that never more
 * than a page of it is in memory.
 */
export async function* writeArchive(parts: readonly PersonalPart[], read: ReadPart, at: Date): AsyncGenerator<Buffer> {
  const archive = new yazl.ZipFile();
  const add = (name: string, texts: AsyncIterable<string>) =>
    archive.addReadStreamLazy(name, { mtime: at }, (give) => give(null, Readable.from(texts, { objectMode: false })));
  const counts = new Map<string, number>();
  archive.on('error', (error) => archive.outputStream.emit('error', error));
  for (const part of parts) {
    add(`${part.name}.json`, jsonOf(part, read, counts));
    add(`${part.name}.csv`, csvOf(part, read));
  }
  add('index.html', indexPage(parts, counts, at));
  archive.end();
  for await (const piece of archive.outputStream) yield Buffer.from(piece);
}

async function* rowsOf(part: PersonalPart, read: ReadPart): AsyncGenerator<Record<string, unknown>> {
  let after: string | null = null;
  do {
    const page: PersonalPage = await read(part, after);
    yield* page.rows;
    after = page.after;
  } while (after !== null);
}

async function* jsonOf(part: PersonalPart, read: ReadPart, counts: Map<string, number>): AsyncGenerator<string> {
  let count = 0;
  yield '[';
  for await (const row of rowsOf(part, read)) {
    yield `${count === 0 ? '' : ','}\n  ${JSON.stringify(row)}`;
    count += 1;
  }
  counts.set(part.name, count);
  yield count === 0 ? ']\n' : '\n]\n';
}

/** The columns are those of the first row: every row of a part has the same. */
async function* csvOf(part: PersonalPart, read: ReadPart): AsyncGenerator<string> {
  // A byte order mark, so that spreadsheets read the Chinese as it is.
  yield '\uFEFF';
  let columns: string[] | undefined;
  for await (const row of rowsOf(part, read)) {
    if (!columns) {
      columns = Object.keys(row);
      yield line(columns);
    }
    yield line(columns.map((column) => row[column]));
  }
}

function line(cells: readonly unknown[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** What would begin a formula in a spreadsheet is kept a text. */
function cellOf(value: unknown): string {
  const text = textOf(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
