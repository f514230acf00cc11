import type { PlanIndex } from './index-plan.ts';
import { type LayoutArea, ORIGIN, plus } from './layout.ts';
import type { SeatPlan } from './plan.ts';

export type Bounds = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** The box around the paper and everything that lies on it or beside it: what a window has to show to show all. */
export function boundsOf({ layout }: SeatPlan, index: PlanIndex): Bounds {
  let { left, top, right, bottom } = { left: 0, top: 0, right: layout.size?.width ?? 0, bottom: layout.size?.height ?? 0 };
  const widen = (x: number, y: number, reach: Reach) => {
    left = Math.min(left, x - reach.x);
    top = Math.min(top, y - reach.y);
    right = Math.max(right, x + reach.x);
    bottom = Math.max(bottom, y + reach.y);
  };
  for (let seat = 0; seat < index.count; seat += 1) {
    const radius = index.radii[seat] ?? 0;
    widen(index.xs[seat] ?? 0, index.ys[seat] ?? 0, { x: radius, y: radius });
  }
  for (const zone of layout.zones) {
    for (const area of zone.areas ?? []) {
      const at = plus(zone.position, area.position ?? ORIGIN);
      widen(at.x, at.y, reachOf(area));
    }
  }
  return { left, top, right, bottom };
}

type Reach = { readonly x: number; readonly y: number };

/** A box hangs from its corner and may be turned, so it is counted on either side: a little too wide, never too narrow. */
function reachOf({ rectangle, circle, ellipse, rotation }: LayoutArea): Reach {
  if (circle) return { x: circle.radius, y: circle.radius };
  if (ellipse) return ellipse.radius;
  if (!rectangle || !rotation) return ORIGIN;
  return { x: rectangle.width, y: rectangle.height };
}
