import type { InputOf, OutputOf, subsidies } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { describeProgrammes } from './programme.ts';
import { selectProgrammes } from './queries.ts';

/** Newest first. */
export async function listProgrammes(ctx: Ctx, input: InputOf<typeof subsidies.listProgrammes>): Promise<OutputOf<typeof subsidies.listProgrammes>> {
  const { q, status, limit } = input;
  const [beforeId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const rows = await selectProgrammes(ctx, { q, status, limit: limit + 1, ...(beforeId && { beforeId: beforeId as Id<'programme'> }) }); // A cursor of this list.
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await describeProgrammes(ctx, items), nextCursor };
}
