import type { OutputOf, venues } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type PlanRow, selectVenue, sumPlans, type VenueRow } from './queries.ts';

export type VenueView = OutputOf<typeof venues.createVenue>;
export type PlanView = OutputOf<typeof venues.getSeatPlan>;

export async function describeVenues(ctx: Ctx, rows: readonly VenueRow[]): Promise<VenueView[]> {
  const merchantIds = rows.map((row) => row.merchant_id);
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, merchantIds));
  const venueIds = rows.map(({ id }) => id);
  const sums = new Map((await sumPlans(ctx, venueIds)).map((sum) => [sum.venue_id, sum]));
  return rows.map((row) => ({
    id: row.id,
    merchantId: row.merchant_id,
    merchantName: merchants.get(row.merchant_id)?.name ?? '',
    name: row.name,
    address: row.address,
    gates: row.gates,
    revision: row.revision,
    createdAt: row.created_at,
    capacity: sums.get(row.id)?.capacity ?? null,
    planCount: sums.get(row.id)?.count ?? 0,
  }));
}

export async function describeVenue(ctx: Ctx, row: VenueRow): Promise<VenueView> {
  const [view] = await describeVenues(ctx, [row]);
  if (!view) throw new RangeError('a venue was described that was not read');
  return view;
}

export function planView(row: PlanRow, venueName: string): PlanView {
  return {
    id: row.id,
    venueId: row.venue_id,
    venueName,
    name: row.name,
    version: row.version,
    seatCount: row.seat_count,
    standingCount: row.standing_count,
    revision: row.revision,
    changedAt: row.changed_at,
    changedBy: row.changed_by_name,
    publishedAt: row.published_at,
    publishedBy: row.published_by_name,
  };
}

export async function describePlan(ctx: Ctx, row: PlanRow): Promise<PlanView> {
  return planView(row, (await selectVenue(ctx, row.venue_id))?.name ?? '');
}
