import { type Id, type Minor, subtract } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findCashAccounts } from './cash-accounts.ts';
import { selectWalletsOfMembers } from './queries.ts';

/** What each member could spend now, by member, in two queries; who has no wallet is missing. */
export async function findSpendable(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Map<Id<'member'>, Minor>> {
  const wallets = await selectWalletsOfMembers(ctx, memberIds);
  const accounts = await findCashAccounts(ctx, wallets);
  return new Map(
    wallets.flatMap(({ id, memberId }) => {
      const account = accounts.get(id);
      return account?.status === 'active' ? [[memberId, subtract(account.balanceMinor, account.heldMinor)] as const] : [];
    }),
  );
}
