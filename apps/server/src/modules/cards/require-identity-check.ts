import { AppError, IDENTITY_CHECK_MINUTES, type IdentityCheckWay } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectPassedCheck } from './identity-check-queries.ts';
import { staffOf } from './staff-of.ts';

/** The clerk has made sure of this member within the last quarter of an hour. @throws AppError `cards.identity_check_needed` */
export async function requireIdentityCheck(
  ctx: Ctx,
  of: { identityCheckId: Id<'identityCheck'>; memberId: Id<'member'> },
): Promise<IdentityCheckWay> {
  const since = new Date(ctx.now.getTime() - IDENTITY_CHECK_MINUTES * 60_000);
  const check = await selectPassedCheck(ctx, { id: of.identityCheckId, staffId: staffOf(ctx).staffId, since });
  if (check?.memberId !== of.memberId) throw new AppError('cards.identity_check_needed', { memberId: of.memberId });
  return check.way;
}
