import type { cardCare, InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { freeze } from './card.ts';
import type { CardDescription } from './describe-cards.ts';
import { lockedCard } from './locked-card.ts';
import { requireIdentityCheck } from './require-identity-check.ts';
import { saveCard } from './save-card.ts';

/** As if the holder had tapped it. @throws AppError `cards.unknown`, `cards.void`, `cards.identity_check_needed` */
export async function reportLoss(ctx: Ctx, input: InputOf<typeof cardCare.reportLoss>): Promise<CardDescription> {
  const card = await lockedCard(ctx, input.cardId);
  await requireIdentityCheck(ctx, { ...input, memberId: card.memberId });
  return saveCard(ctx, { before: card, after: freeze(card, 'holder', ctx.now), action: 'cards.reportLoss' });
}
