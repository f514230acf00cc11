import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { KEY_ID, keyOfCursor, pageOf as pageByKey } from './paging.ts';

/** A page of a list that is ordered by id, newest first. The rows are one more than `limit` when there is another page. */
export function pageOf<Row extends { id: string }>(rows: readonly Row[], limit: number): { items: Row[]; nextCursor: string | null } {
  return pageByKey(rows, limit, (row) => [row.id]);
}

/** The id before which the next page begins. @throws AppError `request.invalid` when the text is no cursor of ours. */
export function idOfCursor<Noun extends string>(cursor: string | undefined): Id<Noun> | undefined {
  const [last] = keyOfCursor(cursor, [KEY_ID]) ?? [];
  return last === undefined ? undefined : id<Noun>().parse(last);
}
