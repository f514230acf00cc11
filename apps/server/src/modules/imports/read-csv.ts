import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CELL_MAX, COLUMNS_MAX, FileFault, type FileRow, LINE_MAX, ROWS_MAX } from './file-fault.ts';
import type { FileForm } from './sniff-file.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Characters that the delimiter is guessed from. */
const GUESS_CHARACTERS = 8_192;

/**
 * The rows of separated values: quoted cells may hold line breaks and quotes, empty lines count but are no rows.
 * @throws FileFault
 */
export async function* readCsv(pieces: AsyncIterable<Uint8Array>, encoding: NonNullable<FileForm['encoding']>): AsyncIterable<FileRow> {
  const text = decoded(pieces, encoding)[Symbol.asyncIterator]();
  let start = '';
  while (start.length < GUESS_CHARACTERS) {
    const next = await text.next();
    if (next.done) break;
    start += next.value;
  }
  const parser = pipeline(
    Readable.from(joined(start, text)),
    parse({
      delimiter: delimiterOf(start),
      bom: false,
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: LINE_MAX,
      skip_empty_lines: false,
    }),
    () => undefined,
  );
  let row = 0;
  try {
    for await (const record of parser) {
      row += 1;
      const cells: string[] = record;
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (row > ROWS_MAX) throw new FileFault('too_many_rows');
      if (cells.length > COLUMNS_MAX) throw new FileFault('too_many_columns', row);
      yield { row, cells: cells.map((cell) => cell.trim().slice(0, CELL_MAX + 1)) };
    }
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error) : error;
  } finally {
    parser.destroy();
  }
}

/** `records` is how many rows were read before. */
function faultOf(error: CsvError): FileFault {
  return new FileFault(error.code === 'CSV_MAX_RECORD_SIZE' ? 'line_too_long' : 'broken_quotes', Number(error.records ?? 0) + 1);
}

async function* decoded(pieces: AsyncIterable<Uint8Array>, encoding: NonNullable<FileForm['encoding']>): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function* joined(start: string, rest: AsyncIterator<string>): AsyncIterable<string> {
  if (start !== '') yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) if (next.value !== '') yield next.value;
}

/** The sign that stands most often in the first line that says anything, outside quotes. */
export function delimiterOf(start: string): (typeof DELIMITERS)[number] {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const character of start.trimStart()) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) break;
    else if (!isQuoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...DELIMITERS].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? ',';
}
