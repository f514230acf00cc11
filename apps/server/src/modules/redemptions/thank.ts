import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { thankFor } from '../promotions/index.ts';
import { lockRedemption } from './queries.ts';

/** What names the job: campaigns are locked while coupons are given, and nobody at a till waits for that. */
export const THANK = { name: 'redemptions.thank', schema: z.object({ redemptionId: id<'redemption'>() }) };

/** For what was taken; runs once it is committed. */
export async function thankLater(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<void> {
  await addJob(ctx, { job: THANK, input: { redemptionId } });
}

/** The redemption is held, so that it does not come back meanwhile; nobody is thanked for what did. */
export async function thank(ctx: Ctx, { redemptionId }: { redemptionId: Id<'redemption'> }): Promise<void> {
  const row = await lockRedemption(ctx, redemptionId);
  if (row?.state !== 'taken') return;
  const { member_id: memberId, category_id: categoryId, item_name: item } = row;
  for (const { couponId, nameZh, nameEn } of await thankFor(ctx, { redemptionId, memberId, categoryId })) {
    await notify(ctx, { kind: 'coupon.thanks', to: { memberId }, params: { item, nameZh, nameEn }, key: `coupon.thanks ${couponId}` });
  }
}
