import { AppError } from '@tessera/contract';

/**
 * Keyset paging: the cursor holds the sort key of the last row shown, in base64url so that nobody builds on its inside.
 * A query asks for `limit + 1` rows; the one too many only says that there is another page.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly string[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (!last || rows.length <= limit) return { items, nextCursor: null };
  return { items, nextCursor: Buffer.from(keyOf(last).join(' ')).toString('base64url') };
}

/** The sort key after which the next page begins. @throws AppError `request.invalid` when the text is no cursor of this list. */
export function keyOfCursor(cursor: string | undefined, parts: readonly KeyPart[]): string[] | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (key.length !== parts.length || !parts.every((part, index) => part.test(key[index] ?? ''))) {
    throw new AppError('request.invalid', { path: 'cursor' });
  }
  return key;
}

/** One part of a sort key: says whether a text has its shape. */
export type KeyPart = { test(text: string): boolean };

/** The shapes that a sort key is made of. */
export const KEY_ID: KeyPart = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Also a day that the calendar has: the database refuses any other, and that would look like a fault of ours. */
export const KEY_INSTANT: KeyPart = {
  test: (text) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text,
};
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
