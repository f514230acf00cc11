import type { Id, Minor } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { TerminalFacts } from '../payments/index.ts';
import { findCampaigns, type Order } from '../promotions/index.ts';
import type { AppliedView } from './checkout.ts';

export type Asked = {
  readonly key: string;
  readonly memberId: Id<'member'>;
  readonly amountMinor: Minor;
  readonly couponIds: readonly Id<'coupon'>[];
  readonly codes: readonly string[];
};

/** A till types one sum, so an order has one line of nothing in particular. */
export function orderAtTill({ amountMinor, ...asked }: Asked, { merchantId, merchantCategory }: TerminalFacts): Order {
  const line = { id: 'amount', productId: null, category: null, quantity: 1, unitMinor: amountMinor };
  return { ...asked, merchantId, merchantCategory, lines: [line] };
}

type Applied = Awaited<ReturnType<typeof import('../promotions/index.ts').quote>>['applied'];

/** With the campaigns' names, and whether a coupon or a code set each off. */
export async function describeApplied(ctx: Ctx, applied: Applied, couponIds: readonly Id<'coupon'>[]): Promise<AppliedView[]> {
  const campaigns = await asSystem(ctx, (system) =>
    findCampaigns(
      system,
      applied.map((one) => campaignIdOf(one)),
    ),
  );
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

export const campaignIdOf = ({ campaignId }: { campaignId: string }) => campaignId as Id<'campaign'>; // The engine takes ids as they are.
