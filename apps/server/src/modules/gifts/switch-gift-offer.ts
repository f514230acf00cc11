import { AppError, type GiftOfferState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { lockedOffer, type OfferView, offerView } from './offer.ts';
import { updateOffer } from './queries.ts';

type OfferId = { giftOfferId: Id<'giftOffer'> };

/** Also one that was stopped. @throws AppError `gifts.offer_unknown`, `gifts.not_now` */
export function startGiftOffer(ctx: Ctx, offer: OfferId): Promise<OfferView> {
  return turn(ctx, offer, 'running');
}

/** Who ordered a top-up before is still given what was shown. @throws AppError `gifts.offer_unknown`, `gifts.not_now` */
export function stopGiftOffer(ctx: Ctx, offer: OfferId): Promise<OfferView> {
  return turn(ctx, offer, 'stopped');
}

async function turn(ctx: Ctx, { giftOfferId }: OfferId, state: GiftOfferState): Promise<OfferView> {
  const before = await lockedOffer(ctx, giftOfferId);
  const isNow = state === 'running' ? before.state !== 'running' : before.state === 'running';
  if (!isNow) throw new AppError('gifts.not_now', { giftOfferId });
  await updateOffer(ctx, giftOfferId, { state, stopped_at: state === 'stopped' ? ctx.now : null });
  await record(ctx, {
    action: state === 'running' ? 'gifts.startGiftOffer' : 'gifts.stopGiftOffer',
    targetKind: 'giftOffer',
    targetId: giftOfferId,
    before: { state: before.state },
    after: { state },
  });
  return offerView(await lockedOffer(ctx, giftOfferId));
}
