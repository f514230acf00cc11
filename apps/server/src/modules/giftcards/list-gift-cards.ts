import type { giftcards, InputOf, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeCards } from './card.ts';
import { selectCards } from './card-queries.ts';

/** Newest first. */
export async function listGiftCards(ctx: Ctx, input: InputOf<typeof giftcards.listGiftCards>): Promise<OutputOf<typeof giftcards.listGiftCards>> {
  const { q, state, kindId, limit } = input;
  const [beforeId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const found = q ? { memberIds: await searchMembers(ctx, q), tail: q.replace(/[\s-]/g, '').toUpperCase().slice(-4) } : undefined;
  const rows = await selectCards(ctx, { state, kindId, found, limit: limit + 1, beforeId: beforeId as Id<'giftCard'> | undefined }); // A cursor of this list.
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await describeCards(ctx, items), nextCursor };
}
