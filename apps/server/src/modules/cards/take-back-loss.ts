import type { cardCare, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { requireIdentityCheck } from './require-identity-check.ts';
import { thawCard } from './thaw-card.ts';

/** @throws AppError `cards.unknown`, `cards.void`, `cards.frozen_by_staff`, `cards.frozen_by_issuer`, `cards.frozen_by_guardian`, `cards.identity_check_needed` */
export async function takeBackLoss(ctx: Ctx, input: InputOf<typeof cardCare.takeBackLoss>, secrets: SecretBox): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  await requireIdentityCheck(ctx, { ...input, memberId: card.memberId });
  return thawCard(ctx, { card, action: 'cards.takeBackLoss', by: 'holder' }, secrets);
}
