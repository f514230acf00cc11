import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { imposeLimits } from '../ledger/index.ts';
import { findWalletsOfMembers, raiseFencesOfMembers } from '../wallets/index.ts';
import { type AllowanceRow, deleteAllowance, saveAllowance } from './queries.ts';

/**
 * Keeps what a child may spend, or lifts it (null), where charges look: amounts in the ledger's account, the rest by way of the fence, which makes
 * every charge that was decided before look again. Asked by the system, with the ward locked.
 * @throws AppError `wallets.unknown` for limits of a member whose wallet is not there yet: kept now, they would bind nothing
 */
export async function imposeAllowance(ctx: Ctx, memberId: Id<'member'>, row: AllowanceRow | null): Promise<void> {
  const wallet = (await findWalletsOfMembers(ctx, [memberId])).get(memberId);
  if (row && !wallet) throw new AppError('wallets.unknown');
  await (row ? saveAllowance(ctx, row) : deleteAllowance(ctx, memberId));
  if (!wallet) return;
  await imposeLimits(ctx, {
    account: wallet.accountId,
    transactionLimitMinor: row?.transaction_limit_minor ?? null,
    dayLimitMinor: row?.day_limit_minor ?? null,
  });
  await raiseFencesOfMembers(ctx, [memberId]);
  await notifyLive(ctx, `member:${memberId}`, { kind: 'wallet', memberId });
}
