import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { codeOf } from '../../platform/errors.ts';
import { confinedTo } from '../organizations/index.ts';
import type { VenuesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<VenuesTables>();
type VenueTable = VenuesTables['venues.venue'];
type PlanTable = VenuesTables['venues.seat_plan'];

const VENUE = ['id', 'merchant_id', 'name', 'address', 'gates', 'revision', 'created_at'] as const;
const PLAN = [
  'id',
  'venue_id',
  'merchant_id',
  'name',
  'version',
  'seat_count',
  'standing_count',
  'revision',
  'changed_at',
  'changed_by_name',
  'published_at',
  'published_by_name',
] as const;

/** The first of the two lines; the second is the database's. */
function seenVenues(ctx: Ctx) {
  const own = confinedTo(ctx.actor);
  const all = tables(ctx).selectFrom('venues.venue').select(VENUE);
  return own ? all.where('merchant_id', '=', own) : all;
}
function seenPlans(ctx: Ctx) {
  const own = confinedTo(ctx.actor);
  const all = tables(ctx).selectFrom('venues.seat_plan').select(PLAN);
  return own ? all.where('merchant_id', '=', own) : all;
}

export type VenueRow = Awaited<ReturnType<typeof selectVenues>>[number];
export type PlanRow = Awaited<ReturnType<typeof selectPlansOf>>[number];

type VenueFilter = { merchantId?: Id<'organization'> | undefined; q?: string | undefined; beforeId?: Id<'venue'> | undefined; limit: number };

/** Newest first. */
export function selectVenues(ctx: Ctx, { merchantId, q, beforeId, limit }: VenueFilter) {
  let query = seenVenues(ctx).orderBy('id', 'desc').limit(limit);
  if (merchantId) query = query.where('merchant_id', '=', merchantId);
  if (beforeId) query = query.where('id', '<', beforeId);
  if (q) query = query.where((row) => row.or([row('name', 'ilike', containing(q)), row('address', 'ilike', containing(q))]));
  return query.execute();
}

export function selectVenue(ctx: Ctx, venueId: Id<'venue'>): Promise<VenueRow | undefined> {
  return seenVenues(ctx).where('id', '=', venueId).executeTakeFirst();
}

export function selectVenueNamed(ctx: Ctx, merchantId: Id<'organization'>, name: string): Promise<VenueRow | undefined> {
  return seenVenues(ctx).where('merchant_id', '=', merchantId).where('name', '=', name).executeTakeFirst();
}

export function selectVenuesById(ctx: Ctx, venueIds: readonly Id<'venue'>[]): Promise<VenueRow[]> {
  return seenVenues(ctx).where('id', '=', sql<Id<'venue'>>`any(${venueIds}::uuid[])`).execute();
}

/** Whoever changes a venue, or begins a version of a plan of it, holds this lock. */
export function lockVenue(ctx: Ctx, venueId: Id<'venue'>): Promise<VenueRow | undefined> {
  return seenVenues(ctx).where('id', '=', venueId).forNoKeyUpdate().executeTakeFirst();
}

/** False where the merchant has a venue of that name. */
export async function insertVenue(ctx: Ctx, row: Insertable<VenueTable>): Promise<boolean> {
  const added = await tables(ctx)
    .insertInto('venues.venue')
    .values(row)
    .onConflict((one) => one.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

export async function hasVenueNamed(ctx: Ctx, { merchant_id, name, id }: Pick<VenueRow, 'merchant_id' | 'name' | 'id'>): Promise<boolean> {
  const found = await seenVenues(ctx).where('merchant_id', '=', merchant_id).where('name', '=', name).where('id', '<>', id).executeTakeFirst();
  return found !== undefined;
}

const UNIQUE_VIOLATION = '23505';
/** Two who take one name at the same moment both found it free; the database lets one of them have it. */
export function isNameTaken(error: unknown): boolean {
  return codeOf(error) === UNIQUE_VIOLATION;
}

export async function updateVenueRow(ctx: Ctx, venueId: Id<'venue'>, change: Updateable<VenueTable>): Promise<void> {
  await tables(ctx).updateTable('venues.venue').set(change).where('id', '=', venueId).execute();
}

/** How many versions each venue has, and the people whom the largest published one takes. */
export async function sumPlans(ctx: Ctx, venueIds: readonly Id<'venue'>[]) {
  if (venueIds.length === 0) return [];
  return tables(ctx)
    .selectFrom('venues.seat_plan')
    .select([
      'venue_id',
      sql<number>`count(*)::int`.as('count'),
      sql<number | null>`max(seat_count + standing_count) filter (where published_at is not null)`.as('capacity'),
    ])
    .where('venue_id', 'in', venueIds)
    .groupBy('venue_id')
    .execute();
}

/** Newest first. */
export function selectPlansOf(ctx: Ctx, venueId: Id<'venue'>, limit: number) {
  return seenPlans(ctx).where('venue_id', '=', venueId).orderBy('id', 'desc').limit(limit).execute();
}

export function selectPlan(ctx: Ctx, planId: Id<'seatPlan'>): Promise<PlanRow | undefined> {
  return seenPlans(ctx).where('id', '=', planId).executeTakeFirst();
}

export function lockPlan(ctx: Ctx, planId: Id<'seatPlan'>): Promise<PlanRow | undefined> {
  return seenPlans(ctx).where('id', '=', planId).forNoKeyUpdate().executeTakeFirst();
}

export async function selectContent(ctx: Ctx, planId: Id<'seatPlan'>): Promise<Buffer | undefined> {
  const own = confinedTo(ctx.actor);
  const query = tables(ctx).selectFrom('venues.seat_plan').select('content').where('id', '=', planId);
  return (await (own ? query.where('merchant_id', '=', own) : query).executeTakeFirst())?.content;
}

export async function insertPlan(ctx: Ctx, row: Insertable<PlanTable>): Promise<void> {
  await tables(ctx).insertInto('venues.seat_plan').values(row).execute();
}

export async function updatePlanRow(ctx: Ctx, planId: Id<'seatPlan'>, change: Updateable<PlanTable>): Promise<void> {
  await tables(ctx).updateTable('venues.seat_plan').set(change).where('id', '=', planId).execute();
}

export async function deletePlan(ctx: Ctx, planId: Id<'seatPlan'>): Promise<void> {
  await tables(ctx).deleteFrom('venues.seat_plan').where('id', '=', planId).execute();
}
