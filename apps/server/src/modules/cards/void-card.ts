import type { cards, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { makeVoid } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { saveCard } from './save-card.ts';

/** @throws AppError cards.unknown */
export async function voidCard(ctx: Ctx, input: InputOf<typeof cards.voidCard>): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  return saveCard(ctx, { before: card, after: makeVoid(card), action: 'cards.voidCard' });
}
