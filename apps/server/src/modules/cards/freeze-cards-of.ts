import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { freeze } from './card.ts';
import { lockedCard } from './locked-card.ts';
import { selectCards } from './queries.ts';
import { saveCard } from './save-card.ts';

/** More cards than anybody was ever issued. */
const CARDS_MAX = 200;

/**
 * Stops every card of a member: by the holder, or at the desk as the holder asked, so that the holder can let it pay again. One that somebody with
 * more say keeps frozen is reported as well. Answers how many still paid.
 */
export async function freezeCardsOf(ctx: Ctx, memberId: Id<'member'>): Promise<number> {
  const cards = await selectCards(ctx, { memberId, limit: CARDS_MAX });
  let stopped = 0;
  for (const cardId of cards.map(({ id }) => id).sort()) {
    const card = await lockedCard(ctx, cardId);
    if (card.status === 'void') continue;
    if (card.status === 'active') stopped += 1;
    const action = ctx.actor.kind === 'member' ? 'cards.freezeOwnCard' : 'cards.reportLoss';
    await saveCard(ctx, { before: card, after: freeze(card, 'holder', ctx.now), action });
  }
  return stopped;
}
