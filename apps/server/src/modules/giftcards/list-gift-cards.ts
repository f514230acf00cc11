import type { giftcards, InputOf, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { searchMembers } from '../members/index.ts';
import { describeCards } from './card.ts';
import { type CardFilter, selectCards } from './card-queries.ts';
import { tailOf } from './gift-code.ts';

/** Newest first. */
export async function listGiftCards(ctx: Ctx, input: InputOf<typeof giftcards.listGiftCards>): Promise<OutputOf<typeof giftcards.listGiftCards>> {
  const { q, state, kindId, limit } = input;
  const [before] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const beforeId = before as Id<'giftCard'> | undefined; // A cursor of this list.
  const rows = await selectCards(ctx, { state, kindId, found: await foundBy(ctx, q), limit: limit + 1, beforeId });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await describeCards(ctx, items), nextCursor };
}

/** Whose cards are meant, or the end of a code: of a whole one, or of a link, the last signs find it. */
export async function foundBy(ctx: Ctx, q: string | undefined): Promise<CardFilter['found']> {
  return q ? { memberIds: await searchMembers(ctx, q), tail: tailOf(q) } : undefined;
}
