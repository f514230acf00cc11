import { type Id, type Minor, toMinor, ZERO } from '@tessera/kernel';
import type { PricedReturn } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { refundedOf } from '../payments/index.ts';
import { type OrderBack, returnOfOrder } from '../promotions/index.ts';
import { takeBack } from './give-back-shares.ts';
import { lockCheckout, selectShares, setReturned } from './queries.ts';

type Pieces = Omit<OrderBack, 'key' | 'discountsBack'> & { readonly checkoutId: Id<'checkout'> };

/** What comes back with some pieces where a campaign wants what is left priced anew; null where shares follow the money. As the system. */
export async function quoteOffersBack(ctx: Ctx, { checkoutId, ...pieces }: Pieces): Promise<PricedReturn | null> {
  const shares = await selectShares(ctx, checkoutId);
  if (shares.length === 0) return null;
  const discountsBack = new Map<string, Minor>(shares.map(({ campaign_id, returned_minor }) => [campaign_id, returned_minor]));
  return returnOfOrder(ctx, { ...pieces, key: checkoutId, discountsBack });
}

/**
 * Gives back what campaigns no longer give, after the money that `back` names was refunded and in the same transaction: so the job that follows a
 * refund finds it done. As the system.
 */
export async function giveBackOffers(ctx: Ctx, of: { checkoutId: Id<'checkout'>; back: PricedReturn; isWhole: boolean }): Promise<void> {
  const row = await lockCheckout(ctx, of.checkoutId);
  if (!row) return;
  const due = new Map<string, Minor>(of.back.discounts.map(({ campaignId, discountMinor }) => [campaignId, discountMinor]));
  await takeBack(ctx, of.checkoutId, {
    of: (share) => toMinor(Math.min(due.get(share.campaign_id) ?? ZERO, share.discount_minor - share.returned_minor)),
    isWhole: of.isWhole,
  });
  const paymentId = of.checkoutId as Id<string> as Id<'payment'>; // A checkout has its payment's id.
  if (row.total_minor > 0) await setReturned(ctx, of.checkoutId, await refundedOf(ctx, paymentId));
}
