/** What makes a spreadsheet read separated values as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would run: a text that begins so gets an apostrophe before it. A plain number may have its sign. */
const FORMULA = /^[=@\t\r]|^[-+](?!\d+(?:\.\d+)?$)/;

/** One line of separated values (RFC 4180), with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
