import type sax from 'sax';
import { boundedXml } from './bounded-xml.ts';
import { CELL_MAX, COLUMNS_MAX, FileFault, type FileRow, ROWS_MAX } from './file-fault.ts';

/** Beyond it a spreadsheet has rounded the number, and nobody knows what was typed. */
const DIGITS_EXACT = 15;

type Cell = { column: number; type: string; value: string; formula: string | undefined };

/** Turns the XML of a sheet, piece by piece, into rows. */
export class SheetReader {
  readonly #texts: readonly string[];
  readonly #parser: sax.SAXParser;
  #rowsRead = 0;
  #rows: FileRow[] = [];
  #row = 0;
  #cells: string[] = [];
  #cell: Cell | undefined;
  #element = '';

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#parser = boundedXml({
      open: ({ name, attributes }) => this.#open(name, attributes),
      text: (text) => this.#add(text),
      close: (name) => this.#close(name),
    });
  }

  /** The rows that were completed by this piece. */
  write(piece: string): FileRow[] {
    this.#parser.write(piece);
    return this.#take();
  }

  end(): FileRow[] {
    this.#parser.close();
    return this.#take();
  }

  #take(): FileRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #open(name: string, attributes: sax.Tag['attributes'] | sax.QualifiedTag['attributes']): void {
    this.#element = name;
    if (name === 'row') {
      this.#row = Number(attributes.r ?? this.#row + 1);
      this.#rowsRead += 1;
      // Rows are counted as well: nothing keeps a file from giving many the same number.
      if (!(this.#row >= 1 && this.#row <= ROWS_MAX) || this.#rowsRead > ROWS_MAX) throw new FileFault('too_many_rows');
      this.#cells = [];
    } else if (name === 'c') {
      const column = columnOf(String(attributes.r ?? '')) ?? this.#cells.length;
      if (column >= COLUMNS_MAX) throw new FileFault('too_many_columns', this.#row);
      this.#cell = { column, type: String(attributes.t ?? 'n'), value: '', formula: undefined };
    } else if (name === 'f' && this.#cell) this.#cell.formula = '';
  }

  #add(text: string): void {
    const cell = this.#cell;
    if (!cell) return;
    if (this.#element === 'f') cell.formula = (cell.formula + text).slice(0, CELL_MAX);
    else if (this.#element === 'v' || this.#element === 't') cell.value = (cell.value + text).slice(0, CELL_MAX + 1);
  }

  #close(name: string): void {
    this.#element = '';
    if (name === 'c' && this.#cell) {
      while (this.#cells.length < this.#cell.column) this.#cells.push('');
      this.#cells[this.#cell.column] = this.#textOf(this.#cell)
        .trim()
        .slice(0, CELL_MAX + 1);
      this.#cell = undefined;
    } else if (name === 'row' && this.#cells.some((cell) => cell !== '')) this.#rows.push({ row: this.#row, cells: this.#cells });
  }

  #textOf({ type, value, formula }: Cell): string {
    if (formula !== undefined) return `=${formula}`;
    if (type === 's') return this.#texts[Number(value)] ?? '';
    return type === 'n' ? numberText(value) : value;
  }
}

/** A number as it was typed: 1.38E10 is 13800000000. One that was rounded stays as it is, so that it is found wrong. */
function numberText(value: string): string {
  const number = Number(value);
  return value !== '' && Number.isInteger(number) && Math.abs(number) < 10 ** DIGITS_EXACT ? String(number) : value;
}

/** `B7` is 1. */
function columnOf(reference: string): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
