const NUMBER = /^[0-9A-Za-z-]{3,20}$/;

/** Member numbers in a text or the first column of a table, one a line, each once; a heading is none. */
export function numbersIn(text: string): string[] {
  const first = text.split(/\r?\n/).map((line) => (line.split(/[,;\t]/)[0] ?? '').replace(/["'\uFEFF]/g, '').trim());
  return [...new Set(first.filter((one) => NUMBER.test(one) && /\d/.test(one)))];
}
