/** What a spreadsheet would take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of comma-separated values (RFC 4180). A text that a spreadsheet would run gets an apostrophe in front, so that a name somebody chose
 * cannot act on the desk of whoever opens the file.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${(FORMULA.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join()}\r\n`;
}
