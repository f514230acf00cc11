import type { cards, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { CardDescription } from './describe-cards.ts';
import { holderOf, lockedOwnCard } from './locked-card.ts';
import { thawCard } from './thaw-card.ts';

/** The card was found. @throws AppError cards.unknown, cards.void, cards.frozen_by_staff, cards.frozen_by_issuer, cards.frozen_by_guardian */
export async function unfreezeOwnCard(ctx: Ctx, input: InputOf<typeof cards.unfreezeOwnCard>, secrets: SecretBox): Promise<CardDescription> {
  const card = await lockedOwnCard(ctx, input.cardId);
  return thawCard(ctx, { card, action: 'cards.unfreezeOwnCard', by: holderOf(ctx) }, secrets);
}
