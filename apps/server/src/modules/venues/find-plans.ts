import { SEAT_PLANS_MAX } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { SeatPlan } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { unpackPlan } from './plan-content.ts';
import { selectContent, selectPlan, selectPlansOf, selectVenueNamed, selectVenuesById, type VenueRow } from './queries.ts';

/** Names and addresses for the lists of other modules, by id. What the actor may not see is missing. */
export async function findVenues(ctx: Ctx, ids: Iterable<Id<'venue'>>): Promise<Map<Id<'venue'>, VenueRow>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  return new Map((await selectVenuesById(ctx, wanted)).map((row) => [row.id, row]));
}

/** A merchant’s, by its whole name. */
export function findVenueNamed(ctx: Ctx, merchantId: Id<'organization'>, name: string): Promise<VenueRow | undefined> {
  return selectVenueNamed(ctx, merchantId, name);
}

/** What a sale rests on. `zones` in the plan’s order, and `categories` too. */
export type PlanFacts = {
  readonly id: Id<'seatPlan'>;
  readonly venueId: Id<'venue'>;
  readonly merchantId: Id<'organization'>;
  readonly words: string;
  readonly isPublished: boolean;
  readonly seatCount: number;
  readonly categories: readonly string[];
  /** Areas to stand in, by their uuids. */
  readonly standing: readonly { readonly area: string; readonly category: string; readonly capacity: number }[];
};

/** A published plan never changes, so that what was read once need not be read again. */
const KEPT_MAX = 200;
type Content = Pick<PlanFacts, 'categories' | 'standing'>;
const kept = new Map<Id<'seatPlan'>, Content>();

/** Undefined for one that the actor may not see. */
export async function planFacts(ctx: Ctx, planId: Id<'seatPlan'>): Promise<PlanFacts | undefined> {
  const row = await selectPlan(ctx, planId);
  if (!row) return undefined;
  const isPublished = row.published_at !== null;
  const known = isPublished ? kept.get(planId) : undefined;
  const content = known ?? contentOf(await planOf(ctx, planId));
  if (isPublished && !known) keep(planId, content);
  const { id, venue_id, merchant_id, name, version, seat_count } = row;
  return { id, venueId: venue_id, merchantId: merchant_id, words: `${name} v${version}`, isPublished, seatCount: seat_count, ...content };
}

/** Of a venue the version that was published last. */
export async function newestPlanOf(ctx: Ctx, venueId: Id<'venue'>): Promise<Id<'seatPlan'> | undefined> {
  return (await selectPlansOf(ctx, venueId, SEAT_PLANS_MAX)).find(({ published_at }) => published_at !== null)?.id;
}

/** The whole plan. */
export async function planOf(ctx: Ctx, planId: Id<'seatPlan'>): Promise<SeatPlan | undefined> {
  const content = await selectContent(ctx, planId);
  return content && unpackPlan(content);
}

/** Those that somebody can sit or stand in. */
function contentOf(plan: SeatPlan | undefined): Content {
  if (!plan) return { categories: [], standing: [] };
  const used = new Set(plan.extras.standing.map(({ category }) => category));
  for (const zone of plan.layout.zones) for (const row of zone.rows) for (const seat of row.seats) used.add(seat.category);
  const categories = plan.layout.categories.map(({ name }) => name).filter((name) => used.has(name));
  return { categories, standing: plan.extras.standing.map(({ area, category, capacity }) => ({ area, category, capacity })) };
}

function keep(planId: Id<'seatPlan'>, content: Content): void {
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT_MAX && oldest) kept.delete(oldest);
  kept.set(planId, content);
}
