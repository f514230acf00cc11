import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectSeen } from './list-queries.ts';
import type { RedemptionRow } from './queries.ts';

/** One that the actor may see; another's answers as if there were none. @throws AppError `redemptions.unknown` */
export async function requireSeen(ctx: Ctx, redemptionId: Id<'redemption'>): Promise<RedemptionRow> {
  const row = await selectSeen(ctx, redemptionId);
  if (!row) throw new AppError('redemptions.unknown', { redemptionId });
  return row;
}
