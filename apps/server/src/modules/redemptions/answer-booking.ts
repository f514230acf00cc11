import { AppError, type InputOf, type OutputOf, type redemptions } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findItemsForSale } from '../catalogue/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { factsOf } from '../payments/index.ts';
import { lastDay } from './book-redemption.ts';
import { describeTillRedemption, describeWholeRedemption, type TillView, type WholeView } from './describe-redemptions.ts';
import { giveBack } from './give-back.ts';
import { countAsked } from './list-queries.ts';
import { refuseOtherShop } from './price-item.ts';
import { lockRedemption, updateRedemption } from './queries.ts';
import { deviceOf } from './redeem-at-till.ts';
import { nameOfActor } from './redemption.ts';
import { requireSeen } from './require-seen.ts';
import { tellMember } from './tell-parties.ts';

/** Of those that the actor may see. */
export async function countBookings(ctx: Ctx): Promise<OutputOf<typeof redemptions.countBookings>> {
  return { asked: await countAsked(ctx) };
}

/** By the merchant's people, or the operator's in their place. @throws AppError `redemptions.unknown` and as `confirm` */
export async function confirmBooking(ctx: Ctx, { redemptionId }: InputOf<typeof redemptions.confirmBooking>): Promise<WholeView> {
  await confirm(ctx, { redemptionId, by: nameOfActor(ctx) });
  return describeWholeRedemption(ctx, redemptionId);
}

/** @throws AppError `redemptions.unknown`, `redemptions.not_now` where it was answered, cancelled or ended before, and as `giveBack` */
export async function refuseBooking(ctx: Ctx, input: InputOf<typeof redemptions.refuseBooking>): Promise<WholeView> {
  await refuse(ctx, input);
  return describeWholeRedemption(ctx, input.redemptionId);
}

/** At a device of the merchant. @throws AppError `redemptions.not_at_this_shop` and as `confirmBooking` */
export async function confirmAtTill(ctx: Ctx, { redemptionId }: InputOf<typeof redemptions.confirmAtTill>): Promise<TillView> {
  const name = await answeringDevice(ctx, redemptionId);
  await confirm(ctx, { redemptionId, by: name });
  return describeTillRedemption(ctx, redemptionId);
}

/**
 * At a device of the merchant, where it may give back at all: a no gives whole payments back.
 * @throws AppError `redemptions.return_not_allowed`, `redemptions.not_at_this_shop` and as `refuseBooking`
 */
export async function refuseAtTill(ctx: Ctx, input: InputOf<typeof redemptions.refuseAtTill>): Promise<TillView> {
  if (!factsOf(ctx.actor).refundsAllowed) throw new AppError('redemptions.return_not_allowed');
  const byName = await answeringDevice(ctx, input.redemptionId);
  await refuse(ctx, { ...input, byName });
  return describeTillRedemption(ctx, input.redemptionId);
}

/** The name of the device, which answers for what is offered in its shop. @throws AppError `redemptions.unknown`, `redemptions.not_at_this_shop` */
async function answeringDevice(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<string> {
  const { item_id } = await requireSeen(ctx, redemptionId);
  const { name, shopId } = await deviceOf(ctx, factsOf(ctx.actor));
  const item = (await findItemsForSale(ctx, [item_id], { at: ctx.now })).get(item_id);
  if (item) refuseOtherShop(item, shopId);
  return name;
}

async function refuse(ctx: Ctx, input: { key: string; redemptionId: Id<'redemption'>; reason: string; byName?: string }): Promise<void> {
  await requireSeen(ctx, input.redemptionId);
  await giveBack(ctx, { ...input, kind: 'refusal', quantity: 'all' });
}

/**
 * Whoever holds the row first decides: an answer, the member's cancel and the end of the time for it shut each other out. The voucher's days
 * begin with the answer, so that waiting for it costs the member none.
 * @throws AppError `redemptions.unknown`, `redemptions.not_now`, `redemptions.answer_late`, `redemptions.merchant_suspended`
 */
async function confirm(ctx: Ctx, { redemptionId, by }: { redemptionId: Id<'redemption'>; by: string }): Promise<void> {
  await requireSeen(ctx, redemptionId);
  const expiresOn = await asSystem(ctx, async (system) => {
    const row = await lockRedemption(system, redemptionId);
    if (!row) throw new AppError('redemptions.unknown', { redemptionId });
    if (row.state !== 'asked') throw new AppError('redemptions.not_now', { redemptionId });
    if (row.answer_by !== null && row.answer_by < ctx.now) throw new AppError('redemptions.answer_late', { redemptionId });
    const merchant = (await findOrganizations(system, [row.merchant_id])).get(row.merchant_id);
    if (merchant?.status !== 'active') throw new AppError('redemptions.merchant_suspended', { redemptionId });
    const last = await lastDay(system);
    // The setting may have been lowered since it was paid.
    const expires_on = row.expires_on !== null && row.expires_on > last ? row.expires_on : last;
    await updateRedemption(system, redemptionId, { state: 'waiting', expires_on, answered_at: ctx.now, answered_by_name: by });
    await tellMember(system, 'redemption.confirmed', { row, points: row.points, cashMinor: row.cash_minor, key: redemptionId });
    return expires_on;
  });
  await record(ctx, { action: 'redemptions.confirmBooking', targetKind: 'redemption', targetId: redemptionId, after: { expiresOn } });
}
