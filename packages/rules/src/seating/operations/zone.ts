import type { SeatPlan } from '../plan.ts';

export function renameZone(plan: SeatPlan, uuid: string, name: string): SeatPlan {
  const zones = plan.layout.zones.map((zone) => (zone.uuid === uuid ? { ...zone, name } : zone));
  return { ...plan, layout: { ...plan.layout, zones } };
}

/** Undefined while something lies in it, or where it is the last. */
export function removeZone(plan: SeatPlan, uuid: string): SeatPlan | undefined {
  const zone = plan.layout.zones.find((one) => one.uuid === uuid);
  if (!zone || plan.layout.zones.length === 1 || zone.rows.length + (zone.areas?.length ?? 0) > 0) return undefined;
  return { ...plan, layout: { ...plan.layout, zones: plan.layout.zones.filter((one) => one !== zone) } };
}

/** What lies on it stays where it is. */
export function resizePaper(plan: SeatPlan, size: { width: number; height: number }): SeatPlan {
  return { ...plan, layout: { ...plan.layout, size } };
}
