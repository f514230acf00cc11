import { AppError, type gifts, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { findMembers } from '../members/index.ts';
import { type OfferView, offerView } from './offer.ts';
import { selectGifts, selectOffer, selectOffers } from './queries.ts';

type List = typeof gifts.listGiftOffers;
type Given = typeof gifts.listGifts;

/** Newest first. */
export async function listGiftOffers(ctx: Ctx, { cursor, limit, q, state }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectOffers(ctx, { q, state, beforeId: idOfCursor<'giftOffer'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map((row) => offerView(ctx, row)), nextCursor };
}

/** @throws AppError `gifts.offer_unknown` */
export async function getGiftOffer(ctx: Ctx, { giftOfferId }: InputOf<typeof gifts.getGiftOffer>): Promise<OfferView> {
  const row = await selectOffer(ctx, giftOfferId);
  if (!row) throw new AppError('gifts.offer_unknown', { giftOfferId });
  return offerView(ctx, row);
}

/** Of the members whom the actor may see, newest first. @throws AppError `gifts.offer_unknown` */
export async function listGifts(ctx: Ctx, { giftOfferId, cursor, limit }: InputOf<Given>): Promise<OutputOf<Given>> {
  await getGiftOffer(ctx, { giftOfferId });
  const rows = await selectGifts(ctx, { offerId: giftOfferId, beforeId: idOfCursor<'payment'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  const members = await findMembers(
    ctx,
    items.map(({ member_id }) => member_id),
  );
  return {
    items: items.flatMap((row) => {
      const member = members.get(row.member_id);
      if (!member) return [];
      const { id, name: memberName, memberNumber } = member;
      const sums = { paidMinor: row.paid_minor, giftMinor: row.gift_minor, returnedMinor: row.gift_back_minor };
      return [{ id: row.id, memberId: id, memberName, memberNumber, ...sums, at: row.credited_at }];
    }),
    nextCursor,
  };
}
