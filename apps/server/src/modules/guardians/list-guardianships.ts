import { type guardians, type InputOf, id, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeGuardianships } from './guardianship.ts';
import { selectGuardianships } from './queries.ts';

type List = typeof guardians.listGuardianships;
const guardianshipId = id<'guardianship'>();

/** Newest first, of the children whom the actor may see. */
export async function listGuardianships(ctx: Ctx, { cursor, limit, q, memberId, state }: InputOf<List>): Promise<OutputOf<List>> {
  const before = keyOfCursor(cursor, [KEY_ID])?.[0];
  const found = q === undefined ? undefined : await searchMembers(ctx, q);
  const memberIds = memberId === undefined ? found : [memberId].filter((one) => found === undefined || found.includes(one));
  const rows = await selectGuardianships(ctx, {
    memberIds,
    state,
    beforeId: before === undefined ? undefined : guardianshipId.parse(before),
    limit: limit + 1,
  });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
  return { items: await describeGuardianships(ctx, items), nextCursor };
}
