import { AppError, CHECKOUT_COUPONS_MAX, type checkouts, type OutputOf } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import type { Priced } from '@tessera/rules';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { post } from '../ledger/index.ts';
import { merchantAccountOf } from '../payments/index.ts';
import { confirm, findCampaigns, findCoupons, type Order, quote, reserve, usableCoupons } from '../promotions/index.ts';
import { type AppliedView, CHECKOUT_CODES } from './checkout.ts';
import { insertCheckout, type NewShare } from './queries.ts';

/** Whoever pays is known. */
export type OfferedOrder = Order & { readonly memberId: Id<'member'> };
export type OffersView = Omit<OutputOf<typeof checkouts.quoteCheckout>, 'memberName' | 'memberNumber'>;

/** Without a choice, all that the member could use; one place is left for a coupon that is typed. */
export function couponsFor(ctx: Ctx, memberId: Id<'member'>): Promise<Id<'coupon'>[]> {
  return asSystem(ctx, (system) => usableCoupons(system, memberId, CHECKOUT_COUPONS_MAX - 1));
}

/** What a payer is told of an order's price before paying; keeps nothing. @throws AppError `promotions.coupon_unavailable`, `promotions.code_unknown` */
export async function quoteOffers(ctx: Ctx, order: OfferedOrder): Promise<OffersView> {
  const { grossMinor, discountMinor, totalMinor, applied, skipped } = await quote(ctx, order);
  return {
    grossMinor,
    discountMinor,
    totalMinor,
    applied: await describeApplied(ctx, applied, order.couponIds),
    skipped: await describeSkipped(ctx, skipped, order),
    couponIds: order.couponIds.slice(0, CHECKOUT_COUPONS_MAX),
    codes: [...order.codes],
  };
}

/** An order at its price; until the caller's transaction ends, nobody else has its coupons, places and budget. */
export type TakenOffers = { readonly order: OfferedOrder; readonly priced: Priced };

/**
 * Prices an order that is being paid and takes what counts in it. Before the wallet is touched, and followed by `settleOffers` in the same transaction.
 * @throws AppError `checkouts.price_changed` where the payer was shown another sum, and the refusals of `reserve`
 */
export async function takeOffers(ctx: Ctx, order: OfferedOrder, shownMinor: Minor): Promise<TakenOffers> {
  const priced = await reserve(ctx, order);
  if (priced.totalMinor !== shownMinor) throw new AppError('checkouts.price_changed', { totalMinor: priced.totalMinor });
  return { order, priced };
}

/** Once it is paid: whoever bears a part of it pays the merchant, and it is written down. The order's key is the payment's. */
export async function settleOffers(
  ctx: Ctx,
  { order, priced }: TakenOffers,
  at: { terminalId: Id<'terminal'> | null; businessOn: string },
): Promise<void> {
  const { merchantId, memberId } = order;
  const checkoutId = order.key as Id<'checkout'>; // A checkout has its payment's id.
  await asSystem(ctx, async (system) => {
    const shares = await bear(system, { priced, businessOn: at.businessOn, merchantId, memberId, checkoutId });
    await confirm(system, order.key);
    const applied = await describeApplied(system, priced.applied, order.couponIds);
    const row = { id: checkoutId, member_id: memberId, merchant_id: merchantId, terminal_id: at.terminalId, business_on: at.businessOn, at: ctx.now };
    const sums = { gross_minor: priced.grossMinor, discount_minor: priced.discountMinor, total_minor: priced.totalMinor };
    await insertCheckout(system, { ...row, ...sums, applied: JSON.stringify(applied) }, shares);
  });
}

type Bearing = { priced: Priced; businessOn: string; merchantId: Id<'organization'>; memberId: Id<'member'>; checkoutId: Id<'checkout'> };

/** The merchant has its price whoever bears the discount: what it does not bear itself comes from the campaigns' accounts. */
async function bear(ctx: Ctx, { priced, businessOn, merchantId, memberId, checkoutId }: Bearing): Promise<NewShare[]> {
  const campaigns = await findCampaigns(ctx, priced.applied.map(campaignIdOf));
  const shares = priced.applied.map((one): NewShare => {
    const isBorne = one.bearer !== 'merchant' && one.costMinor > 0;
    return {
      checkout_id: checkoutId,
      campaign_id: campaignIdOf(one),
      merchant_id: merchantId,
      member_id: memberId,
      bearer: one.bearer,
      bearer_id: one.bearerId as Id<'organization'> | null, // The engine takes ids as they are.
      discount_minor: one.discountMinor,
      cost_minor: one.costMinor,
      transfer_id: isBorne ? newId(ctx.now.getTime()) : null,
      business_on: businessOn,
    };
  });
  const credit = await merchantAccountOf(ctx, merchantId);
  const transfers = shares.flatMap((share) => {
    const debit = campaigns.get(share.campaign_id)?.accountId;
    if (!share.transfer_id) return [];
    if (debit === undefined) throw new Error(`the campaign ${share.campaign_id} has no account to bear from`);
    return [{ id: share.transfer_id, debit, credit, amountMinor: share.cost_minor, code: CHECKOUT_CODES.share }];
  });
  if (transfers.length > 0) await post(ctx, { id: newId(ctx.now.getTime()), businessOn, transfers });
  return shares;
}

/** With the campaigns' names, and whether a coupon or a code set each off. */
async function describeApplied(ctx: Ctx, applied: Priced['applied'], couponIds: readonly Id<'coupon'>[]): Promise<AppliedView[]> {
  const campaigns = await asSystem(ctx, (system) => findCampaigns(system, applied.map(campaignIdOf)));
  return applied.map((one) => {
    const couponId = couponIds.find((id) => id === one.shown) ?? null;
    return {
      campaignId: campaignIdOf(one),
      name: campaigns.get(campaignIdOf(one))?.name ?? { zh: '', en: '' },
      couponId,
      code: couponId ? null : one.shown,
      discountMinor: one.discountMinor,
      gift: one.gift && { ...one.gift },
      cutBy: one.cutBy,
    };
  });
}

/** Only what this payer showed: nobody is told of campaigns that are not for them. */
async function describeSkipped(
  ctx: Ctx,
  skipped: Priced['skipped'],
  { couponIds, codes }: Pick<Order, 'couponIds' | 'codes'>,
): Promise<OffersView['skipped']> {
  return asSystem(ctx, async (system) => {
    const coupons = await findCoupons(system, couponIds);
    const campaigns = await findCampaigns(system, skipped.map(campaignIdOf));
    return skipped.flatMap(({ reason, ...one }) => {
      const campaign = campaigns.get(campaignIdOf(one));
      const coupon = coupons.find(({ campaignId }) => campaignId === one.campaignId);
      const isShown = coupon !== undefined || (campaign?.code != null && codes.includes(campaign.code));
      return campaign && isShown
        ? [{ name: campaign.name, couponId: coupon?.id ?? null, reason: { code: reason.code, params: { ...reason.params } } }]
        : [];
    });
  });
}

export const campaignIdOf = ({ campaignId }: { campaignId: string }) => campaignId as Id<'campaign'>; // The engine takes ids as they are.
