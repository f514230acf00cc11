import type { InputOf, OutputOf, slips } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { selectSlips } from './queries.ts';
import { describeSlips } from './slip.ts';

/** Newest first, of the members whom the actor may see. */
export async function listSlips(ctx: Ctx, input: InputOf<typeof slips.listSlips>): Promise<OutputOf<typeof slips.listSlips>> {
  const { cursor, limit, state, merchantId, importId, q } = input;
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const search = q ? { part: q, memberIds: await searchMembers(ctx, q) } : undefined;
  const rows = await selectSlips(ctx, { state, merchantId, importId, search, before: at && id ? { at, id } : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.keyed_at.toISOString(), row.id]);
  return { items: await describeSlips(ctx, items), nextCursor };
}
