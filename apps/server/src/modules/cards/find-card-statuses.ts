import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { CardStatus } from './card.ts';
import { selectCardsById } from './queries.ts';

/** By card, in one query; a card that the actor may not see is missing. */
export async function findCardStatuses(ctx: Ctx, cardIds: readonly Id<'card'>[]): Promise<Map<Id<'card'>, CardStatus>> {
  if (cardIds.length === 0) return new Map();
  return new Map((await selectCardsById(ctx, cardIds)).map(({ id, status }) => [id, status]));
}
