import { type Sheet, workbookOfSheets } from './write-xlsx.ts';
import type { Cell } from './xlsx-cells.ts';

type Row = readonly Cell[];

/** A table with its heading; rows are asked for when their turn comes, so that a long one need not lie in memory. */
export type PaperTable = {
  readonly name: string;
  readonly heading: readonly string[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  readonly total?: Row;
  /** How many columns stand on paper; those after them are keys for machines. */
  readonly columnsOnPaper?: number;
};

/** What one party is handed: whom and when it is about, its sums, and the lines that they are the sums of. */
export type Paper = {
  readonly title: string;
  readonly facts: readonly (readonly [string, Cell])[];
  /** The name of the sheet with facts and sums. */
  readonly sumsName: string;
  readonly sums: readonly PaperTable[];
  readonly details: readonly PaperTable[];
};

/** One sheet for the sums, one for each table of details. */
export function workbookOfPaper({ facts, sumsName, sums, details }: Paper): Promise<Buffer> {
  async function* front(): AsyncGenerator<Row> {
    yield* facts;
    for (const table of sums) {
      yield [];
      yield* rowsWithHeading(table);
    }
  }
  const columns = Math.max(2, ...sums.map(({ heading }) => heading.length));
  const sheets = details.map((table): Sheet => ({ name: table.name, columns: table.heading.length, rows: rowsWithHeading(table) }));
  return workbookOfSheets([{ name: sumsName, columns, rows: front() }, ...sheets]);
}

async function* rowsWithHeading({ heading, rows, total }: PaperTable): AsyncGenerator<Row> {
  yield heading;
  yield* rows;
  if (total) yield total;
}
