import type { ImportFault } from '@tessera/contract';

/** The file cannot be read, and why. `row` is where. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly fault: ImportFault;
  readonly row: number | undefined;

  constructor(fault: ImportFault, row?: number) {
    super(fault);
    this.fault = fault;
    this.row = row;
  }
}

/** The limits of what is read, whatever a file claims. */
export const ROWS_MAX = 1_048_576;
export const COLUMNS_MAX = 200;
/** Characters of one cell that are kept; more is wrong in every column. */
export const CELL_MAX = 2_000;
/** Characters of one line before reading gives up. */
export const LINE_MAX = 1_000_000;

/** A row as it stands in the file: its number as a spreadsheet shows it, and its cells. */
export type FileRow = { row: number; cells: string[] };
