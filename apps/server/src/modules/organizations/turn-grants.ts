import type { Ctx } from '../../platform/ctx.ts';
import { announceTurn } from './announce-turn.ts';
import { markBegun, markEnded } from './grant-queries.ts';

/** Grants told of in one run; the next minute goes on. */
const TURNS_MAX = 500;

/**
 * Writes down which grants have begun and ended. What somebody may do hangs on the clock and not on this: it only tells. Each turn is told
 * once, however often and on however many servers this runs.
 */
export async function turnGrants(ctx: Ctx): Promise<void> {
  for (const grant of await markBegun(ctx, TURNS_MAX)) await announceTurn(ctx, 'begin', grant);
  for (const grant of await markEnded(ctx, TURNS_MAX)) await announceTurn(ctx, 'end', grant);
}
