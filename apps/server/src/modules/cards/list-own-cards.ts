import { AppError, type cards, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { describeCards } from './describe-cards.ts';
import { selectCards } from './queries.ts';

/** More cards than anybody was ever issued. */
const OWN_CARDS_MAX = 200;

/** Newest first; void ones too, so that the holder sees what became of them. */
export async function listOwnCards(ctx: Ctx): Promise<OutputOf<typeof cards.listOwnCards>> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  const own = await selectCards(ctx, { memberId: ctx.actor.memberId, limit: OWN_CARDS_MAX });
  return { items: await describeCards(ctx, own) };
}
