import type { cards, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { thawCard } from './thaw-card.ts';

/** @throws AppError cards.unknown, cards.void */
export async function unfreezeCard(ctx: Ctx, input: InputOf<typeof cards.unfreezeCard>, secrets: SecretBox): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  return thawCard(ctx, { card, action: 'cards.unfreezeCard' }, secrets);
}
