import type { InputOf, mealplans, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { memberOf } from '../../platform/actors.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { searchMembers } from '../members/index.ts';
import { describeHoldings, describeOwn } from './describe-holdings.ts';
import { selectHoldings } from './holding-queries.ts';

type Listed = OutputOf<typeof mealplans.listMealHoldings>;
/** The newest; what is older is over long ago. */
const OWN_MAX = 50;

/** Newest first; `q` looks for the holders. */
export async function listMealHoldings(ctx: Ctx, input: InputOf<typeof mealplans.listMealHoldings>): Promise<Listed> {
  const { planId, memberId, status, q, limit } = input;
  const found = q ? await searchMembers(ctx, q) : undefined;
  const memberIds = memberId ? (found ?? [memberId]).filter((one) => one === memberId) : found;
  const [beforeId] = keyOfCursor(input.cursor, [KEY_ID]) ?? [];
  const today = await businessDayNow(ctx);
  const before = beforeId as Id<'mealHolding'> | undefined; // A cursor of this list.
  const rows = await selectHoldings(ctx, { planId, memberIds, status, today, beforeId: before, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, ({ id }) => [id]);
  return { items: await describeHoldings(ctx, items), nextCursor };
}

/** The signed-in member's. */
export async function listOwnMealPlans(ctx: Ctx): Promise<OutputOf<typeof mealplans.listOwnMealPlans>> {
  const today = await businessDayNow(ctx);
  return { holdings: await describeOwn(ctx, await selectHoldings(ctx, { memberIds: [memberOf(ctx)], today, limit: OWN_MAX })) };
}
