import type { checkouts, InputOf, OutputOf } from '@tessera/contract';
import { CHECKOUT_CODES_MAX, CHECKOUT_COUPONS_MAX } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { toMinor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { factsOf, type ProofParts } from '../payments/index.ts';
import { enterAtTill, findCampaigns, findCoupons, quote, usableCoupons } from '../promotions/index.ts';
import { campaignIdOf, describeApplied, orderAtTill } from './order-at-till.ts';
import { memberBehind, proveShown, told } from './prove-payer.ts';

type Route = typeof checkouts.quoteCheckout;
type Wanted = { memberId: Id<'member'>; couponIds: Id<'coupon'>[]; codes: string[] };

/** What the payer is told before paying; their card or code is not spent by it. @throws AppError as the contract names them */
export async function quoteCheckout(parts: ProofParts, call: Call, input: InputOf<Route>): Promise<OutputOf<Route>> {
  const terminal = factsOf(call.actor);
  const proven = await proveShown(parts, call, { key: call.requestId, credential: input.credential, pin: undefined, worthMinor: toMinor(0) }).catch(
    told,
  );
  const memberId = await parts.database.transaction(call.actor, call, (ctx) => memberBehind(ctx, proven));
  const entered = input.typed === undefined ? undefined : await enterAtTill(parts, { memberId, couponCode: input.typed }, call);
  return parts.database.transaction(call.actor, call, async (ctx) => {
    const wanted = await wantedOf(ctx, memberId, input);
    if (entered && 'code' in entered && !wanted.codes.includes(entered.code)) wanted.codes.push(entered.code);
    if (entered && 'couponId' in entered && !wanted.couponIds.includes(entered.couponId)) wanted.couponIds.push(entered.couponId);
    // Of codes that were typed one after another, the last count.
    wanted.codes = wanted.codes.slice(-CHECKOUT_CODES_MAX);
    const priced = await quote(ctx, orderAtTill({ key: call.requestId, amountMinor: input.amountMinor, ...wanted }, terminal));
    const { grossMinor, discountMinor, totalMinor } = priced;
    return {
      memberName: proven.payer.holder.nameMasked,
      memberNumber: proven.payer.holder.memberNumberMasked,
      grossMinor,
      discountMinor,
      totalMinor,
      applied: await describeApplied(ctx, priced.applied, wanted.couponIds),
      skipped: await describeSkipped(ctx, priced.skipped, wanted),
      couponIds: wanted.couponIds.slice(0, CHECKOUT_COUPONS_MAX),
      codes: wanted.codes,
    };
  });
}

/** Without a choice, all that the member could use. */
async function wantedOf(ctx: Ctx, memberId: Id<'member'>, { couponIds, codes }: InputOf<Route>): Promise<Wanted> {
  const usable = couponIds ?? (await asSystem(ctx, (system) => usableCoupons(system, memberId, CHECKOUT_COUPONS_MAX - 1)));
  return { memberId, couponIds: [...usable], codes: [...codes] };
}

type Skipped = Awaited<ReturnType<typeof quote>>['skipped'];

/** Only what this payer showed: nobody is told of campaigns that are not for them. */
async function describeSkipped(ctx: Ctx, skipped: Skipped, { couponIds, codes }: Wanted): Promise<OutputOf<Route>['skipped']> {
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
