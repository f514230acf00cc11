import { AppError, type InputOf, type OutputOf, SEAT_PLANS_MAX, type venues } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { describePlan, describeVenue, describeVenues, type PlanView, planView } from './describe.ts';
import { selectPlan, selectPlansOf, selectVenue, selectVenues } from './queries.ts';

export async function listVenues(
  ctx: Ctx,
  { cursor, limit, merchantId, q }: InputOf<typeof venues.listVenues>,
): Promise<OutputOf<typeof venues.listVenues>> {
  const rows = await selectVenues(ctx, { merchantId, q, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeVenues(ctx, items), nextCursor };
}

/** @throws AppError `venues.unknown` */
export async function getVenue(ctx: Ctx, { venueId }: InputOf<typeof venues.getVenue>): Promise<OutputOf<typeof venues.getVenue>> {
  const row = await selectVenue(ctx, venueId);
  if (!row) throw new AppError('venues.unknown', { venueId });
  const plans = await selectPlansOf(ctx, venueId, SEAT_PLANS_MAX);
  return { venue: await describeVenue(ctx, row), plans: plans.map((plan) => planView(plan, row.name)) };
}

/** @throws AppError `venues.plan_unknown` */
export async function getSeatPlan(ctx: Ctx, { seatPlanId }: InputOf<typeof venues.getSeatPlan>): Promise<PlanView> {
  const row = await selectPlan(ctx, seatPlanId);
  if (!row) throw new AppError('venues.plan_unknown', { seatPlanId });
  return describePlan(ctx, row);
}
