import pg from 'pg';

/** Thrown instead of returning a number that is not exact. */
export class UnsafeInteger extends Error {
  override name = 'UnsafeInteger';
}

function safeInteger(value: unknown): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new UnsafeInteger(`an integer beyond 2^53 - 1 came from the database: ${String(value)}`);
  return number;
}

/** A one-dimensional array such as `{1,2,NULL}`; the digits are compared, because JSON would round them silently. */
function safeIntegers(text: string): (number | null)[] {
  const items = text.slice(1, -1);
  return items === '' ? [] : items.split(',').map((item) => (item === 'NULL' ? null : safeInteger(item)));
}

const { builtins } = pg.types;
const INT8_ARRAY = 1016;

/**
 * How values of the database become values of the program: `bigint` a number (amounts are safe integers), `date` the text `YYYY-MM-DD` (a business day
 * has no time zone), all else as the driver does it. `sum(bigint)` is `numeric` and stays a text: cast it, `sum(x)::bigint`.
 */
export function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === builtins.INT8) return safeInteger;
  if (oid === INT8_ARRAY) return safeIntegers;
  if (oid === builtins.DATE) return (text) => text;
  return pg.types.getTypeParser(oid, format as 'text');
}
