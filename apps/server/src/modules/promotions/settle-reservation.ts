import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { lockCouponsOf, updateCoupons } from './coupon-queries.ts';
import { addUse } from './queries.ts';
import {
  lockOverdue,
  lockReservation,
  type ReservationRow,
  releaseUses,
  selectMemberUses,
  selectUses,
  setReservationState,
  type UseRow,
} from './reservation-queries.ts';

/** Unpaid orders that one transaction frees. */
const ORDERS_PER_STEP = 200;

/**
 * The order is paid: its places are taken for good, and a refund frees none. Run twice it does nothing twice.
 * @throws AppError `promotions.reservation_over` when it was given up or not paid in time, or is not known
 */
export function confirm(ctx: Ctx, key: string): Promise<void> {
  return asSystem(ctx, async (system) => {
    const reservation = await lockReservation(system, key);
    if (!reservation || reservation.state === 'released') throw new AppError('promotions.reservation_over', { key });
    if (reservation.state === 'confirmed') return;
    await setReservationState(system, key, 'confirmed');
    const coupons = await couponsOf(system, key, await selectUses(system, key));
    await updateCoupons(system, coupons, { state: 'used', used_at: ctx.now });
  });
}

/** The order is given up: its places, its budget and its coupons are free again. One that is paid stays as it is. Run twice it does nothing twice. */
export function release(ctx: Ctx, key: string): Promise<void> {
  return asSystem(ctx, async (system) => {
    const reservation = await lockReservation(system, key);
    if (reservation?.state === 'reserved') await free(system, reservation);
  });
}

/**
 * All that was paid for the order came back: its coupons are their members' again, as long as they are good for. Its places stay taken.
 * Run twice it does nothing twice. As the system.
 * @param kept campaigns whose coupons stay used
 */
export async function returnCoupons(ctx: Ctx, key: string, kept: readonly Id<'campaign'>[]): Promise<void> {
  const uses = await selectUses(ctx, key);
  const ids = uses.flatMap(({ coupon_id, campaign_id }) => (coupon_id && !kept.includes(campaign_id) ? [coupon_id] : []));
  const used = (await lockCouponsOf(ctx, key, ids)).filter(({ state }) => state === 'used');
  await updateCoupons(
    ctx,
    used.map(({ id }) => id),
    { state: 'available', locked_by: null, used_at: null },
  );
}

/** Frees what orders keep that were not paid in time; answers how many. */
export async function releaseOverdue(ctx: Ctx): Promise<number> {
  const overdue = await lockOverdue(ctx, ORDERS_PER_STEP);
  for (const key of overdue) await release(ctx, key);
  return overdue.length;
}

async function free(ctx: Ctx, reservation: ReservationRow): Promise<void> {
  const { id, member_id } = reservation;
  const uses = await selectUses(ctx, id);
  const coupons = await couponsOf(ctx, id, uses);
  await setReservationState(ctx, id, 'released');
  await releaseUses(ctx, id);
  // In the order of their ids, as `reserve` locks them.
  for (const { campaign_id, cost_minor } of uses) {
    await addUse(ctx, campaign_id, { count: -1, costMinor: -cost_minor, members: 0 });
    const left = member_id ? await selectMemberUses(ctx, member_id, [campaign_id]) : undefined;
    if (left?.size === 0) await addUse(ctx, campaign_id, { count: 0, costMinor: 0, members: -1 });
  }
  await updateCoupons(ctx, coupons, { state: 'available', locked_by: null });
}

async function couponsOf(ctx: Ctx, key: string, uses: readonly UseRow[]) {
  const ids = uses.flatMap(({ coupon_id }) => (coupon_id ? [coupon_id] : []));
  return (await lockCouponsOf(ctx, key, ids)).map(({ id }) => id);
}
