import { AppError, type InputOf, type promotions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { type OwnCouponView, shownOwn, stateOf } from './coupon.ts';
import { type CouponRow, lockCouponByCode, lockTries, updateCoupons, updateTries } from './coupon-queries.ts';
import { hashOfCode } from './issue-coupons.ts';
import { memberIdOf } from './own-coupons.ts';
import { selectByCode } from './queries.ts';

const WRONG_TRIES_MAX = 5;
const LOCKED_MS = 15 * 60_000;

export type CodeEntry = { readonly database: Database; readonly secrets: SecretBox };
type Refusal = 'promotions.code_unknown' | 'promotions.code_locked';
type Judged = { coupon: CouponRow } | { refusal: Refusal };

/**
 * A coupon of nobody becomes the member's. In a transaction that commits whatever comes of it, so that a wrong code counts although it is refused:
 * the fifth in a row locks the entry for a quarter of an hour. A code that somebody
 * else entered, or that is used, answers like one that never was.
 * @throws AppError `promotions.code_unknown`, `promotions.code_locked`
 */
export async function enterCouponCode(
  { database, secrets }: CodeEntry,
  { couponCode }: InputOf<typeof promotions.enterCouponCode>,
  { actor, requestId, address }: Call,
): Promise<OwnCouponView> {
  return settled(
    await database.transaction(actor, { requestId, address }, async (ctx) => {
      const memberId = memberIdOf(ctx);
      const judged = await asSystem(ctx, (system) => judge(system, memberId, hashOfCode(secrets, couponCode)));
      if ('refusal' in judged) return judged;
      const { coupon } = judged;
      const after = { campaignId: coupon.campaign_id };
      await record(ctx, { action: 'promotions.enterCouponCode', targetKind: 'coupon', targetId: coupon.id, after });
      return { view: await shownOwn(ctx, coupon) };
    }),
  );
}

type AtTill = { readonly memberId: Id<'member'>; readonly couponCode: string };
export type Entered = { readonly couponId: Id<'coupon'> } | { readonly code: string };

/**
 * What a member shows at a till: a campaign's code counts as it stands, a coupon's makes the coupon the member's. Wrong codes count as on the
 * phone. @throws AppError `promotions.code_unknown`, `promotions.code_locked`
 */
export async function enterAtTill({ database, secrets }: CodeEntry, { memberId, couponCode }: AtTill, call: Call): Promise<Entered> {
  const entered = await database.transaction(call.actor, call, async (ctx): Promise<Entered | { refusal: Refusal }> => {
    const judged = await asSystem(ctx, async (system) => {
      const [named] = await selectByCode(system, [couponCode]);
      return named ? { code: couponCode } : judge(system, memberId, hashOfCode(secrets, couponCode));
    });
    if (!('coupon' in judged)) return judged;
    const { coupon } = judged;
    const after = { campaignId: coupon.campaign_id, memberId };
    await record(ctx, { action: 'promotions.enterCouponCode', targetKind: 'coupon', targetId: coupon.id, after });
    return { couponId: coupon.id };
  });
  if ('refusal' in entered) throw new AppError(entered.refusal);
  return entered;
}

function settled(answer: { view: OwnCouponView } | { refusal: Refusal }): OwnCouponView {
  if ('refusal' in answer) throw new AppError(answer.refusal);
  return answer.view;
}

async function judge(ctx: Ctx, memberId: Id<'member'>, codeHash: string): Promise<Judged> {
  const tries = await lockTries(ctx, memberId);
  if (tries.locked_until !== null && tries.locked_until > ctx.now) return { refusal: 'promotions.code_locked' };
  const coupon = await lockCouponByCode(ctx, codeHash);
  if (!coupon || (coupon.member_id !== null && coupon.member_id !== memberId) || stateOf(ctx, coupon) !== 'available') {
    const wrong_count = tries.wrong_count + 1;
    const isLocked = wrong_count >= WRONG_TRIES_MAX;
    await updateTries(ctx, memberId, {
      wrong_count: isLocked ? 0 : wrong_count,
      locked_until: isLocked ? new Date(ctx.now.getTime() + LOCKED_MS) : null,
    });
    return { refusal: 'promotions.code_unknown' };
  }
  // Their own once more says nothing of whether they guess.
  if (coupon.member_id === memberId) return { coupon };
  await updateTries(ctx, memberId, { wrong_count: 0, locked_until: null });
  await updateCoupons(ctx, [coupon.id], { member_id: memberId });
  return { coupon: { ...coupon, member_id: memberId } };
}
