import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { levelsReached } from '../loyalty/index.ts';
import type { ItemRow } from './queries.ts';

export type LevelPrice = { readonly levelId: Id<'pointsLevel'>; readonly points: number };
export type Reached = ReadonlySet<Id<'pointsLevel'>>;

/** Which levels count for a member; for nobody in particular none. As the system. */
export function reachedBy(system: Ctx, memberId: Id<'member'> | undefined): Promise<Reached> {
  return memberId ? levelsReached(system, memberId) : Promise.resolve(new Set());
}

/** The lowest that they are offered. Without a price in points there is none for levels either. */
export function ownPoints({ points, level_prices }: Pick<ItemRow, 'points' | 'level_prices'>, reached: Reached): number | null {
  if (points === null) return null;
  return level_prices.reduce((least, price) => (reached.has(price.levelId) ? Math.min(least, price.points) : least), points);
}

/** What it costs whoever has no such level, where that is another price; to be struck through beside one's own. */
export function normalPoints(row: Pick<ItemRow, 'points' | 'level_prices'>, reached: Reached): number | null {
  return ownPoints(row, reached) === row.points ? null : row.points;
}
