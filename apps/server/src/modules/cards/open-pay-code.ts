import { AppError, type cards, type OutputOf } from '@tessera/contract';
import { PAY_CODE_STEP_SECONDS } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { selectVirtualCard } from './queries.ts';
import { SEED_PURPOSE } from './virtual-credential.ts';

/**
 * The handle and the seed of the member's virtual card, for the phone that makes the codes.
 * @throws AppError cards.unknown, cards.not_active
 */
export async function openPayCode(ctx: Ctx, secrets: SecretBox): Promise<OutputOf<typeof cards.openPayCode>> {
  if (ctx.actor.kind !== 'member') throw new AppError('cards.unknown');
  const card = await selectVirtualCard(ctx, ctx.actor.memberId);
  if (!card?.handle || !card.seedSealed) throw new AppError('cards.unknown');
  if (card.status !== 'active') throw new AppError('cards.not_active', { cardId: card.id });
  return {
    cardId: card.id,
    handle: card.handle,
    seed: secrets.open(SEED_PURPOSE, card.seedSealed),
    stepSeconds: PAY_CODE_STEP_SECONDS,
    serverTime: ctx.now,
  };
}
