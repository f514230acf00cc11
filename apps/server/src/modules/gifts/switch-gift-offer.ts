import { AppError, type gifts, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { staffOf } from '../../platform/actors.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { lockedOffer, type OfferView, offerView } from './offer.ts';
import { updateOffer } from './queries.ts';

/**
 * Also one that was stopped. By another person than the one who wrote it as it stands, who names the revision that they have read.
 * @throws AppError `gifts.offer_unknown`, `gifts.not_now`, `gifts.writer_unknown`, `gifts.needs_another_person`, `gifts.rewritten`
 */
export async function startGiftOffer(ctx: Ctx, { giftOfferId, revision }: InputOf<typeof gifts.startGiftOffer>): Promise<OfferView> {
  const { staffId, name } = staffOf(ctx);
  const before = await lockedOffer(ctx, giftOfferId);
  if (before.state === 'running') throw new AppError('gifts.not_now', { giftOfferId });
  if (before.written_by === null) throw new AppError('gifts.writer_unknown', { giftOfferId });
  if (before.written_by === staffId) throw new AppError('gifts.needs_another_person', { giftOfferId });
  if (before.revision !== revision) throw new AppError('gifts.rewritten', { giftOfferId });
  await updateOffer(ctx, giftOfferId, { state: 'running', stopped_at: null, started_by: staffId, started_by_name: name });
  await record(ctx, {
    action: 'gifts.startGiftOffer',
    targetKind: 'giftOffer',
    targetId: giftOfferId,
    before: { state: before.state },
    after: { state: 'running', maker: before.written_by_name, checker: name },
  });
  return offerView(ctx, await lockedOffer(ctx, giftOfferId));
}

/** Who ordered a top-up before is still given what was shown. Whoever may write offers stops any. @throws AppError `gifts.offer_unknown`, `gifts.not_now` */
export async function stopGiftOffer(ctx: Ctx, { giftOfferId }: { giftOfferId: Id<'giftOffer'> }): Promise<OfferView> {
  const before = await lockedOffer(ctx, giftOfferId);
  if (before.state !== 'running') throw new AppError('gifts.not_now', { giftOfferId });
  await updateOffer(ctx, giftOfferId, { state: 'stopped', stopped_at: ctx.now });
  await record(ctx, {
    action: 'gifts.stopGiftOffer',
    targetKind: 'giftOffer',
    targetId: giftOfferId,
    before: { state: before.state },
    after: { state: 'stopped' },
  });
  return offerView(ctx, await lockedOffer(ctx, giftOfferId));
}
