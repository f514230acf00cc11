import type { cards, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { freeze } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { holderOf, lockedOwnCard } from './locked-card.ts';
import { saveCard } from './save-card.ts';

/** A loss report, or a guardian's in the child's place. @throws AppError cards.unknown, cards.void */
export async function freezeOwnCard(ctx: Ctx, input: InputOf<typeof cards.freezeOwnCard>): Promise<CardDescription> {
  const card = await lockedOwnCard(ctx, input.cardId);
  return saveCard(ctx, { before: card, after: freeze(card, holderOf(ctx), ctx.now), action: 'cards.freezeOwnCard' });
}
