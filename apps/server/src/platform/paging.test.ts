import { AppError } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from './paging.ts';

type Row = { at: string; id: string };
const rows: Row[] = Array.from({ length: 5 }, (_, index) => ({ at: `2026-03-02T04:00:0${index}.250Z`, id: newId() }));
const keyOf = ({ at, id }: Row) => [at, id];
const PARTS = [KEY_INSTANT, KEY_ID];
const cursorOf = (...parts: string[]) => Buffer.from(parts.join(' ')).toString('base64url');

test('the cursor of a page is the sort key of its last row', () => {
  const { items, nextCursor } = pageOf(rows, 3, keyOf);
  expect(items).toEqual(rows.slice(0, 3));
  expect(keyOfCursor(nextCursor ?? '', PARTS)).toEqual([rows[2]?.at, rows[2]?.id]);
});

test('walking page by page shows every row once, and the last page has no cursor', () => {
  const seen: Row[] = [];
  let cursor: string | undefined;
  for (let pages = 1; pages <= rows.length; pages += 1) {
    const [at] = keyOfCursor(cursor, PARTS) ?? [''];
    const { items, nextCursor } = pageOf(rows.filter((row) => row.at > (at ?? '')).slice(0, 3), 2, keyOf);
    seen.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  expect(seen).toEqual(rows);
});

test('a page that is just full, and an empty one, have no next page', () => {
  expect(pageOf(rows, 5, keyOf)).toEqual({ items: rows, nextCursor: null });
  expect(pageOf([], 5, keyOf)).toEqual({ items: [], nextCursor: null });
});

test('without a cursor a list begins at its beginning', () => {
  expect(keyOfCursor(undefined, PARTS)).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no base64', '%%%'],
  ['too few parts', cursorOf('2026-03-02T04:00:00.250Z')],
  ['too many parts', cursorOf('2026-03-02T04:00:00.250Z', newId(), newId())],
  ['the cursor of another list', cursorOf(newId(), '2026-03-02T04:00:00.250Z')],
  ['an id that is no UUIDv7', cursorOf('2026-03-02T04:00:00.250Z', '4f0e8a0e-93cf-4d0c-9d5b-6f7f6c9c7d11')],
  ['a day that no calendar has', cursorOf('2026-02-30T04:00:00.250Z', newId())],
  ['a month that no year has', cursorOf('2026-13-02T04:00:00.250Z', newId())],
  ['an hour that no day has', cursorOf('2026-03-02T25:00:00.250Z', newId())],
  ['a year before the calendar', cursorOf('0000-03-02T04:00:00.250Z', newId())],
  ['a statement', cursorOf("2026-03-02T04:00:00.250Z'", newId())],
  ['a line more', cursorOf('2026-03-02T04:00:00.250Z', `${newId()}\n`)],
])('a cursor that holds %s is refused as invalid', (_, cursor) => {
  const read = () => keyOfCursor(cursor, PARTS);
  expect(read).toThrow(AppError);
  expect(read).toThrow(expect.objectContaining({ code: 'request.invalid', params: { path: 'cursor' } }));
});
