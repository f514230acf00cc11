import type { BusinessDay } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { insertAnchor, insertClosedDay, selectFirstBusinessDay } from './journal-queries.ts';

/**
 * Closes the books of a day and all days before it for ever: the database takes no page for them any more. Answers the hash of the anchor that
 * dates the books as they are now. The day is over, or whoever posts at this moment is turned away.
 */
export async function closeBusinessDay(ctx: Ctx, businessOn: BusinessDay): Promise<string> {
  const anchor = await insertAnchor(ctx);
  await insertClosedDay(ctx, businessOn, anchor);
  return anchor;
}

/** The day on which the books begin; null while there are none. */
export function firstBusinessDay(ctx: Ctx): Promise<BusinessDay | null> {
  return selectFirstBusinessDay(ctx);
}
