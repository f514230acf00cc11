import { saveFile } from './save-file.ts';

/** Spreadsheets read the first three bytes as "this is UTF-8". */
const BOM = '\uFEFF';
/** A cell that begins so would be run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text, nothing, or a figure that we wrote ourselves: only that may begin with a minus. */
export type CsvCell = string | null | { figure: string };

/** One line of RFC 4180, with formulas made harmless. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.figure;
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function saveCsv(name: string, lines: readonly string[]): void {
  saveFile(name, new Blob([BOM, ...lines], { type: 'text/csv;charset=utf-8' }));
}
