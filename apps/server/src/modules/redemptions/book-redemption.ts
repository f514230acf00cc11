import { AppError, BOOKING_NOTICE_MINUTES, type InputOf, type redemptions } from '@tessera/contract';
import { type BusinessDay, businessDayOf, type Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Call } from '../../platform/bind.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import type { ItemForSale } from '../catalogue/index.ts';
import { findMembers } from '../members/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type ProofParts, proveMember } from '../payments/index.ts';
import { readSetting } from '../settings/index.ts';
import { describeOwnRedemption, type OwnView } from './describe-redemptions.ts';
import { itemAt, worthOf } from './price-item.ts';
import { redeem } from './redeem.ts';
import { redeemProven } from './redeem-proven.ts';
import { drawVoucher } from './voucher.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
type Input = InputOf<typeof redemptions.bookRedemption>;

/** By the member, who pays at once and gets a voucher to be taken by the merchant, where it need not say yes first. @throws AppError as the contract names them */
export async function bookRedemption(parts: ProofParts, call: Call, input: Input): Promise<OwnView> {
  const { actor } = call;
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  const { memberId } = actor;
  const { key, pin, wishedAt, couponIds, codes, ...asked } = input;
  const offers = { couponIds, codes };
  let memberNumber: string | undefined;
  return redeemProven(parts, {
    call,
    key,
    content: { route: 'bookRedemption', ...asked, ...offers, wishedAt: wishedAt?.toISOString() ?? null },
    prove: async () => {
      const facts = await parts.database.transaction(actor, { readOnly: true }, (ctx) => factsFor(ctx, { memberId, itemId: input.itemId }));
      memberNumber = facts.memberNumber;
      const worthMinor = await parts.database.transaction(actor, call, (ctx) => worthOf(ctx, asked));
      return proveMember(parts, { key, memberNumber, pin }, { ...facts, worthMinor });
    },
    forget: () => {
      if (memberNumber !== undefined) parts.payers.forget({ kind: 'member', memberNumber });
    },
    redeem: async (ctx, proven) => {
      const expiresOn = await lastDay(ctx);
      const answerBy = await answerByFor(ctx, { itemId: input.itemId, wishedAt, expiresOn });
      const voucher = { ...drawVoucher(parts.secrets), expiresOn, wishedAt, answerBy };
      await redeem(ctx, { ...asked, offers, id: key as Id<'redemption'>, way: 'member', memberId, proven, by: 'app', voucher }); // The key is its id.
    },
    describe: (ctx, id) => describeOwnRedemption(ctx, id, parts.secrets),
  });
}

/** The member's number, by which the payer is known, and where it is spent. */
function factsFor(ctx: Ctx, { memberId, itemId }: { memberId: Id<'member'>; itemId: Id<'item'> }) {
  return asSystem(ctx, async (system) => {
    const member = (await findMembers(system, [memberId])).get(memberId);
    const { merchantId } = await itemAt(system, { itemId });
    const merchant = (await findOrganizations(system, [merchantId])).get(merchantId);
    if (!member || !merchant) throw new AppError('redemptions.not_for_sale', { itemId });
    return { memberNumber: member.memberNumber, merchantStatus: merchant.status, merchantCategory: merchant.category };
  });
}

/** On which a voucher of today is still taken. */
export async function lastDay(ctx: Ctx): Promise<BusinessDay> {
  return businessDayNow(ctx, -(await readSetting(ctx, 'redemptions.voucherDays')));
}

type Wish = { itemId: Id<'item'>; wishedAt: Date | null; expiresOn: BusinessDay };

/**
 * Until when the merchant has to say yes or no: never after the hour that was wished for. Null where it need not.
 * @throws AppError as `refuseWish`
 */
async function answerByFor(ctx: Ctx, wish: Wish): Promise<Date | null> {
  const item = await asSystem(ctx, (system) => itemAt(system, { itemId: wish.itemId }));
  await refuseWish(ctx, wish, item);
  if (!item.needsConfirmation) return null;
  const answerBy = ctx.now.getTime() + (await readSetting(ctx, 'redemptions.answerHours')) * HOUR_MS;
  return new Date(Math.min(answerBy, wish.wishedAt?.getTime() ?? answerBy));
}

/** @throws AppError `redemptions.booking_needed`, `redemptions.wish_out_of_time` */
async function refuseWish(
  ctx: Ctx,
  { itemId, wishedAt, expiresOn }: Wish,
  item: Pick<ItemForSale, 'needsBooking' | 'needsConfirmation'>,
): Promise<void> {
  if (item.needsBooking && wishedAt === null) throw new AppError('redemptions.booking_needed', { itemId });
  if (wishedAt === null) return;
  // A merchant that has to answer needs time for it; without any, the booking would be bound to fail.
  const noticeMs = item.needsConfirmation ? BOOKING_NOTICE_MINUTES * MINUTE_MS : 0;
  const isTooSoon = wishedAt.getTime() < ctx.now.getTime() + noticeMs;
  if (isTooSoon || businessDayOf(wishedAt, await timeZoneOf(ctx)) > expiresOn) throw new AppError('redemptions.wish_out_of_time', { itemId });
}
