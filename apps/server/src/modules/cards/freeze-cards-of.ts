import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { freeze } from './card.ts';
import { lockedCard } from './locked-card.ts';
import { selectCards } from './queries.ts';
import { saveCard } from './save-card.ts';

/** More cards than anybody was ever issued. */
const CARDS_MAX = 200;

/**
 * Stops every card of a member that still pays: by the holder, or at the desk as the holder asked, so that the holder can let it pay again.
 * Answers how many were stopped.
 */
export async function freezeCardsOf(ctx: Ctx, memberId: Id<'member'>): Promise<number> {
  const active = await selectCards(ctx, { memberId, status: 'active', limit: CARDS_MAX });
  const cardIds = active.map(({ id }) => id).sort();
  for (const cardId of cardIds) {
    const card = await lockedCard(ctx, cardId);
    if (card.status !== 'active') continue;
    const action = ctx.actor.kind === 'member' ? 'cards.freezeOwnCard' : 'cards.reportLoss';
    await saveCard(ctx, { before: card, after: freeze(card, 'holder', ctx.now), action });
  }
  return cardIds.length;
}
