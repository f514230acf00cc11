import type { DRAW_ORDERS } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';

export type DrawOrder = (typeof DRAW_ORDERS)[number];
export type OpenLot = { id: Id<'pointsLot'>; remaining: number; expires_on: BusinessDay };
export type LotUse = { lotId: Id<'pointsLot'>; points: number };

/** Which lots bear how much of so many points, in the order of drawing; undefined when they hold too few. Ids rise in the order of granting. */
export function planDraw(lots: readonly OpenLot[], points: number, order: DrawOrder): LotUse[] | undefined {
  const uses: LotUse[] = [];
  let left = points;
  for (const lot of [...lots].sort((a, b) => compare(a, b, order))) {
    if (left === 0) break;
    const taken = Math.min(left, lot.remaining);
    if (taken > 0) uses.push({ lotId: lot.id, points: taken });
    left -= taken;
  }
  return left === 0 ? uses : undefined;
}

function compare(a: OpenLot, b: OpenLot, order: DrawOrder): number {
  const byExpiry = order === 'expiry' && a.expires_on !== b.expires_on ? (a.expires_on < b.expires_on ? -1 : 1) : 0;
  return byExpiry || (a.id < b.id ? -1 : 1);
}
