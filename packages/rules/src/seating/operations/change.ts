import type { LayoutCategory } from '../layout.ts';
import type { SeatExtra, SeatPlan } from '../plan.ts';
import { mapSeats } from './selection.ts';

export function giveCategory(plan: SeatPlan, guids: ReadonlySet<string>, category: string): SeatPlan {
  if (!plan.layout.categories.some(({ name }) => name === category)) return plan;
  return { ...plan, layout: mapSeats(plan.layout, guids, (seat) => ({ ...seat, category })) };
}

/** Each key that is named is set, or taken away where it is undefined; the others stay. */
export function giveExtras(
  plan: SeatPlan,
  guids: ReadonlySet<string>,
  extra: { readonly [K in keyof SeatExtra]: SeatExtra[K] | undefined },
): SeatPlan {
  if (guids.size === 0) return plan;
  const seats: Record<string, SeatExtra> = { ...plan.extras.seats };
  for (const guid of guids) {
    const kept = Object.entries({ ...seats[guid], ...extra }).filter(([, value]) => value !== undefined);
    if (kept.length > 0) seats[guid] = Object.fromEntries(kept);
    else delete seats[guid];
  }
  return { ...plan, extras: { ...plan.extras, seats } };
}

/** Undefined where the name is taken. */
export function addCategory(plan: SeatPlan, category: LayoutCategory): SeatPlan | undefined {
  if (category.name === '' || plan.layout.categories.some(({ name }) => name === category.name)) return undefined;
  return { ...plan, layout: { ...plan.layout, categories: [...plan.layout.categories, category] } };
}

/** A new name, a new colour, or both; seats and standing areas follow. Undefined where the name is taken. */
export function changeCategory(plan: SeatPlan, before: string, after: LayoutCategory): SeatPlan | undefined {
  const { categories, zones } = plan.layout;
  if (after.name === '' || (after.name !== before && categories.some(({ name }) => name === after.name))) return undefined;
  const changed = categories.map((one) => (one.name === before ? after : one));
  if (after.name === before) return { ...plan, layout: { ...plan.layout, categories: changed } };
  const follow = <Named extends { readonly category: string }>(one: Named): Named =>
    one.category === before ? { ...one, category: after.name } : one;
  const followed = zones.map((zone) => ({ ...zone, rows: zone.rows.map((row) => ({ ...row, seats: row.seats.map(follow) })) }));
  const layout = { ...plan.layout, categories: changed, zones: followed };
  return { layout, extras: { ...plan.extras, standing: plan.extras.standing.map(follow) } };
}

/** Undefined while a seat or a standing area has it. */
export function removeCategory(plan: SeatPlan, name: string): SeatPlan | undefined {
  const { categories, zones } = plan.layout;
  const isUsed =
    plan.extras.standing.some(({ category }) => category === name) ||
    zones.some(({ rows }) => rows.some(({ seats }) => seats.some(({ category }) => category === name)));
  return isUsed ? undefined : { ...plan, layout: { ...plan.layout, categories: categories.filter((one) => one.name !== name) } };
}
