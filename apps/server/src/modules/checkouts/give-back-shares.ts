import type { Id, Minor } from '@tessera/kernel';
import { add, newId, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { LedgerRefusal, type Refund, refund } from '../ledger/index.ts';
import { refundedOf } from '../payments/index.ts';
import { returnCoupons } from '../promotions/index.ts';
import { readSetting } from '../settings/index.ts';
import { CHECKOUT_CODES, type Refunded, shareBack } from './checkout.ts';
import { lockCheckout, selectShares, setReturned, setShareReturned } from './queries.ts';

/**
 * Follows a refund: of what others bore, the merchant gives back in proportion, and with the whole payment the coupons are the member's again where
 * the operator wants it so. A gift that was handed out stays paid for. Run twice it does nothing twice, since what came back before counts.
 */
export async function giveBackShares(ctx: Ctx, { paymentId }: { paymentId: Id<'payment'> }): Promise<void> {
  const checkoutId = paymentId as Id<string> as Id<'checkout'>; // A checkout has its payment's id.
  const row = await lockCheckout(ctx, checkoutId);
  if (!row) return;
  const returnedMinor = await refundedOf(ctx, paymentId);
  if (returnedMinor === row.returned_minor) return;
  await shareOut(ctx, checkoutId, { totalMinor: row.total_minor, beforeMinor: row.returned_minor, returnedMinor });
  await setReturned(ctx, checkoutId, returnedMinor);
}

/**
 * The same for an order of which others bore all, where no payment can be refunded: whoever sold it says how many of its pieces had come back before and have after.
 * Of an order that was paid it does nothing. As the system.
 */
export async function giveBackFreeShares(ctx: Ctx, of: { checkoutId: Id<'checkout'>; pieces: number; before: number; after: number }): Promise<void> {
  const row = await lockCheckout(ctx, of.checkoutId);
  if (row?.total_minor !== 0) return;
  await shareOut(ctx, of.checkoutId, { totalMinor: toMinor(of.pieces), beforeMinor: toMinor(of.before), returnedMinor: toMinor(of.after) });
}

/** In proportion to what has come back of the whole. */
async function shareOut(ctx: Ctx, checkoutId: Id<'checkout'>, refunded: Refunded): Promise<void> {
  await takeBack(ctx, checkoutId, {
    of: (share) => shareBack({ costMinor: share.discount_minor, returnedMinor: share.returned_minor }, refunded),
    isWhole: refunded.returnedMinor === refunded.totalMinor,
  });
}

type Share = Awaited<ReturnType<typeof selectShares>>[number];

/** Each share by what `of` says of it; with the whole order its coupons come back as well. The checkout is locked. */
export async function takeBack(
  ctx: Ctx,
  checkoutId: Id<'checkout'>,
  { of, isWhole }: { of: (share: Share) => Minor; isWhole: boolean },
): Promise<void> {
  const businessOn = await businessDayNow(ctx);
  const shares = await selectShares(ctx, checkoutId);
  for (const share of shares) {
    const back = of(share);
    if (back <= 0) continue;
    if (!(await goesBack(ctx, { original: share.transfer_id, amountMinor: back, businessOn }))) {
      const after = { campaignId: share.campaign_id, amountMinor: back, reason: 'account_closed' };
      await record(ctx, { action: 'checkouts.leaveShare', targetKind: 'checkout', targetId: checkoutId, outcome: 'refused', after });
      continue;
    }
    await setShareReturned(ctx, { checkoutId, campaignId: share.campaign_id, returnedMinor: add(share.returned_minor, back) });
  }
  // A gift that was handed out is paid for, and so is its coupon used: it would be handed out again.
  const isGift = (share: { cost_minor: number; discount_minor: number }) => share.cost_minor > share.discount_minor;
  if (isWhole && (await readSetting(ctx, 'promotions.couponBackOnRefund')))
    await returnCoupons(
      ctx,
      checkoutId,
      shares.filter(isGift).map(({ campaign_id }) => campaign_id),
    );
}

/** False where an account of either side is closed for good: that share stays where it is and is written down, the others go back all the same. */
async function goesBack(
  ctx: Ctx,
  { original, ...of }: Pick<Refund, 'amountMinor' | 'businessOn'> & { original: Refund['original'] | null },
): Promise<boolean> {
  if (original === null) return true; // Nobody bore that share, so no money moved.
  try {
    await refund(ctx, { ...of, original, id: newId(ctx.now.getTime()), code: CHECKOUT_CODES.shareReturn });
    return true;
  } catch (error) {
    if (error instanceof LedgerRefusal && error.reason === 'account_closed') return false;
    throw error;
  }
}
