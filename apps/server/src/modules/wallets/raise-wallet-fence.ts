import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { raiseFence, raiseFences } from '../ledger/index.ts';
import { selectWallets, selectWalletsOfMembers } from './queries.ts';
import type { Wallet } from './wallet.ts';

/**
 * From this commit on, whatever was known of the wallet, its cards and its PIN decides no charge any more: the ledger answers `stale`
 * to who saw the old fence.
 */
export async function raiseFenceOf(ctx: Ctx, wallet: Pick<Wallet, 'id' | 'accountId'>): Promise<void> {
  await raiseFence(ctx, wallet.accountId);
}

/** The same for the modules above, which know the wallet by its id. @throws AppError wallets.unknown */
export async function raiseWalletFence(ctx: Ctx, walletId: Id<'wallet'>): Promise<void> {
  const [wallet] = await selectWallets(ctx, [walletId]);
  if (!wallet) throw new AppError('wallets.unknown', { walletId });
  await raiseFenceOf(ctx, wallet);
}

/** The same for the wallets of members, in two statements; a member without a wallet has none to raise. To be asked as the system. */
export async function raiseFencesOfMembers(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<void> {
  const wallets = await selectWalletsOfMembers(ctx, memberIds);
  await raiseFences(
    ctx,
    wallets.map((wallet) => wallet.accountId),
  );
}
