import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { reopenAccount } from '../ledger/index.ts';
import { findCashAccounts } from './cash-accounts.ts';
import { selectWalletsOfMembers } from './queries.ts';
import { raiseFencesOfMembers } from './raise-wallet-fence.ts';

/** Members who are back pay again: a wallet that was closed takes money again, empty as it was left, and every fence is raised. As the system. */
export async function reopenWalletsOf(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<void> {
  await raiseFencesOfMembers(ctx, memberIds);
  const accounts = await findCashAccounts(ctx, await selectWalletsOfMembers(ctx, memberIds));
  for (const { id, status } of accounts.values()) if (status === 'closed') await reopenAccount(ctx, id);
}
