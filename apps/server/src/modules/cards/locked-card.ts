import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { Card } from './card.ts';
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
