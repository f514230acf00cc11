import { AppError, type cards, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { refuseUnlessIssuers } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { issuerOf } from './staff-of.ts';
import { thawCard } from './thaw-card.ts';

/**
 * What the staff, an issuer or a guardian froze; an issuer's people lift only what they froze. A holder's own report of a loss is taken back only after the holder was identified, by `takeBackLoss`.
 * @throws AppError `cards.unknown`, `cards.void`, `cards.frozen_by_holder`, and for an issuer `cards.frozen_by_guardian`, `cards.frozen_by_staff`
 */
export async function unfreezeCard(ctx: Ctx, input: InputOf<typeof cards.unfreezeCard>, secrets: SecretBox): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  if (card.status === 'frozen' && card.frozenBy === 'holder') throw new AppError('cards.frozen_by_holder', { cardId: card.id });
  if (issuerOf(ctx) === null) return thawCard(ctx, { card, action: 'cards.unfreezeCard' }, secrets);
  refuseUnlessIssuers(card);
  return thawCard(ctx, { card, action: 'cards.unfreezeCard', by: 'issuer' }, secrets);
}
