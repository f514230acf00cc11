import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectCouponsFor, selectUsable } from './coupon-queries.ts';

/** Coupons that a member could use now, the ones that end first, then the oldest; one of each campaign. Ask as the system. */
export function usableCoupons(ctx: Ctx, memberId: Id<'member'>, limit: number): Promise<Id<'coupon'>[]> {
  return selectUsable(ctx, memberId, limit);
}

/** Which campaign each coupon is of. Ask as the system. */
export async function findCoupons(ctx: Ctx, ids: readonly Id<'coupon'>[]): Promise<{ id: Id<'coupon'>; campaignId: Id<'campaign'> }[]> {
  return (await selectCouponsFor(ctx, ids)).map(({ id, campaign_id }) => ({ id, campaignId: campaign_id }));
}
