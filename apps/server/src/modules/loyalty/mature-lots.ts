import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { arrivingOf, bringIn } from './give-lots.ts';
import { lockMatureLots, saveLots } from './lot-queries.ts';
import { selectProgrammesById } from './queries.ts';

/** Lots that one transaction brings in. */
export const LOTS_PER_STEP = 500;

/** Brings the points of pending lots in whose day has come. Safe to run twice, and by several workers at once. Answers how many lots. */
export async function matureLots(ctx: Ctx): Promise<number> {
  const today = await businessDayNow(ctx);
  const due = await lockMatureLots(ctx, { today, limit: LOTS_PER_STEP });
  const programmes = await selectProgrammesById(ctx, [...new Set(due.map((lot) => lot.programme_id))]);
  for (const programme of programmes) {
    const lots = due.filter((lot) => lot.programme_id === programme.id).map(arrivingOf);
    await bringIn(ctx, { programme, today, lots });
  }
  await saveLots(
    ctx,
    due.map((lot) => ({ ...lot, state: 'active', granted_at: ctx.now })),
  );
  return due.length;
}
