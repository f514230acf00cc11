import type { cards, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { freeze } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { saveCard } from './save-card.ts';
import { issuerOf } from './staff-of.ts';

/** @throws AppError cards.unknown, cards.void */
export async function freezeCard(ctx: Ctx, input: InputOf<typeof cards.freezeCard>): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  return saveCard(ctx, { before: card, after: freeze(card, issuerOf(ctx) ? 'issuer' : 'staff', ctx.now), action: 'cards.freezeCard' });
}
