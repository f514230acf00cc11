import { AppError, type gifts, type InputOf } from '@tessera/contract';
import { subtract } from '@tessera/kernel';
import { staffOf } from '../../platform/actors.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { auditedOffer, columnsOf, lockedOffer, type OfferInput, type OfferView, offerView } from './offer.ts';
import { isNameTaken, type OfferRow, updateOffer } from './queries.ts';

/**
 * Whoever has read an offer that was ever started may rely on it, also after its end with what was ordered before: then only its last day and its
 * budget change, no budget goes below what was given, and no last day moves into the past. While it runs it only shrinks: more is promised by
 * two people, so it is stopped, changed, and started by somebody else.
 * @throws AppError `gifts.offer_unknown`, `gifts.not_now`, `gifts.stop_first`, `gifts.name_taken`, `gifts.ends_before_it_begins`
 */
export async function updateGiftOffer(ctx: Ctx, { giftOfferId, ...input }: InputOf<typeof gifts.updateGiftOffer>): Promise<OfferView> {
  const before = await lockedOffer(ctx, giftOfferId);
  const columns = columnsOf(input);
  const { staffId, name } = staffOf(ctx);
  const kept = { ...input, endsOn: before.ends_on, budgetMinor: before.budget_minor };
  const isBound = before.state !== 'draft';
  if (isBound && !isSame(kept, before)) throw new AppError('gifts.not_now', { giftOfferId });
  if (isBound && input.endsOn < before.ends_on && input.endsOn < (await businessDayNow(ctx))) throw new AppError('gifts.not_now', { giftOfferId });
  if (before.state === 'running' && isWider(input, before)) throw new AppError('gifts.stop_first', { giftOfferId });
  const usedMinor = subtract(before.given_minor, before.returned_minor);
  if (input.budgetMinor !== null && input.budgetMinor < usedMinor) throw new AppError('gifts.not_now', { giftOfferId });
  if (await isNameTaken(ctx, input.name, giftOfferId)) throw new AppError('gifts.name_taken');
  const writer = before.state === 'running' ? {} : { written_by: staffId, written_by_name: name };
  await updateOffer(ctx, giftOfferId, { ...columns, ...writer, revision: before.revision + 1 });
  const after = await lockedOffer(ctx, giftOfferId);
  await record(ctx, {
    action: 'gifts.updateGiftOffer',
    targetKind: 'giftOffer',
    targetId: giftOfferId,
    before: auditedOffer(before),
    after: auditedOffer(after),
  });
  return offerView(ctx, after);
}

function isWider({ endsOn, budgetMinor }: OfferInput, { ends_on, budget_minor }: OfferRow): boolean {
  return endsOn > ends_on || (budget_minor !== null && (budgetMinor === null || budgetMinor > budget_minor));
}

function isSame(input: OfferInput, row: OfferRow): boolean {
  const asked = columnsOf(input);
  return JSON.stringify(auditedOffer({ ...row, ...asked })) === JSON.stringify(auditedOffer(row));
}
