import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { refundablesOf } from './describe-holdings.ts';
import { tellWallets } from './enter-holdings.ts';
import { lockHoldings, selectGoing, updateHoldings } from './holding-queries.ts';

/** Whether a member holds a plan that was bought and of which something would come back. As the system. */
export async function holdsPaidPlan(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  const bought = (await selectGoing(ctx, memberId)).filter(({ price_minor }) => price_minor !== null);
  if (bought.length === 0) return false;
  return [...(await refundablesOf(ctx, bought)).values()].some((minor) => minor > 0);
}

/** Whatever plan a member who leaves still has pays for no meal any more. What was paid for has been given back before. As the system. */
export async function endHoldingsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  const ids = (await selectGoing(ctx, memberId)).map(({ id }) => id);
  if (ids.length === 0) return;
  await lockHoldings(ctx, ids);
  await updateHoldings(ctx, ids, { ended_at: ctx.now });
  await tellWallets(ctx, [memberId]);
}
