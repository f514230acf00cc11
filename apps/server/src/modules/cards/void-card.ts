import { AppError, type cards, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { findMembers } from '../members/index.ts';
import { makeVoid } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { saveCard } from './save-card.ts';

/** @throws AppError cards.unknown, cards.anonymous */
export async function voidCard(ctx: Ctx, input: InputOf<typeof cards.voidCard>): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  const { memberId } = card;
  // Its chip is the only key to the money on it and to the deposit; one that is lost is frozen.
  if ((await findMembers(ctx, [memberId])).get(memberId)?.kind === 'anonymous') throw new AppError('cards.anonymous', { memberId });
  return saveCard(ctx, { before: card, after: makeVoid(card), action: 'cards.voidCard' });
}
