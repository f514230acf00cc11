import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { countActive } from './queries.ts';

/** Whether a case of the member is not decided yet. Asked as the system. */
export async function hasOpenDispute(ctx: Ctx, memberId: Id<'member'>): Promise<boolean> {
  return (await countActive(ctx, { now: ctx.now, memberId })).active > 0;
}
