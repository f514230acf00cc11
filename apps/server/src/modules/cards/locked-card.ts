import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { Card, FrozenBy } from './card.ts';
import { lockCard } from './queries.ts';

/** The card, locked until the end of the transaction. @throws AppError cards.unknown */
export async function lockedCard(ctx: Ctx, cardId: Id<'card'>): Promise<Card> {
  const card = await lockCard(ctx, cardId);
  if (!card) throw new AppError('cards.unknown', { cardId });
  return card;
}

/** The member's own card, locked; another's card is unknown to them. @throws AppError cards.unknown */
export async function lockedOwnCard(ctx: Ctx, cardId: Id<'card'>): Promise<Card> {
  const card = await lockedCard(ctx, cardId);
  if (ctx.actor.kind !== 'member' || card.memberId !== ctx.actor.memberId) throw new AppError('cards.unknown', { cardId });
  return card;
}

/** With whose say a member's own card is frozen and thawed: the holder's, or a guardian's in the child's place. */
export function holderOf({ actor }: Pick<Ctx, 'actor'>): FrozenBy {
  return actor.kind === 'member' && actor.guardianId !== undefined ? 'guardian' : 'holder';
}
