import { AppError, type gifts, type InputOf } from '@tessera/contract';
import { subtract } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { auditedOffer, columnsOf, lockedOffer, type OfferInput, type OfferView, offerView } from './offer.ts';
import { isNameTaken, type OfferRow, updateOffer } from './queries.ts';

/**
 * Whoever has read an offer that runs, or was given by it, may rely on it: then only its last day and its budget change, and no budget goes
 * below what was given. @throws AppError `gifts.offer_unknown`, `gifts.not_now`, `gifts.name_taken`, `gifts.ends_before_it_begins`
 */
export async function updateGiftOffer(ctx: Ctx, { giftOfferId, ...input }: InputOf<typeof gifts.updateGiftOffer>): Promise<OfferView> {
  const before = await lockedOffer(ctx, giftOfferId);
  const columns = columnsOf(input);
  const kept = { ...input, endsOn: before.ends_on, budgetMinor: before.budget_minor };
  if (isBound(before) && !isSame(kept, before)) throw new AppError('gifts.not_now', { giftOfferId });
  const usedMinor = subtract(before.given_minor, before.returned_minor);
  if (input.budgetMinor !== null && input.budgetMinor < usedMinor) throw new AppError('gifts.not_now', { giftOfferId });
  if (await isNameTaken(ctx, input.name, giftOfferId)) throw new AppError('gifts.name_taken');
  await updateOffer(ctx, giftOfferId, columns);
  const after = await lockedOffer(ctx, giftOfferId);
  await record(ctx, {
    action: 'gifts.updateGiftOffer',
    targetKind: 'giftOffer',
    targetId: giftOfferId,
    before: auditedOffer(before),
    after: auditedOffer(after),
  });
  return offerView(after);
}

function isBound({ state, given_count }: OfferRow): boolean {
  return state === 'running' || Number(given_count) > 0;
}

function isSame(input: OfferInput, row: OfferRow): boolean {
  const asked = columnsOf(input);
  return JSON.stringify(auditedOffer({ ...row, ...asked })) === JSON.stringify(auditedOffer(row));
}
