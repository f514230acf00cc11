import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { raiseFence } from '../ledger/index.ts';
import { notify, selectWallets } from './queries.ts';
import type { Wallet } from './wallet.ts';

/** Every process hears what is sent here and drops what it knows of that wallet. */
const CACHE_CHANNEL = 'tessera_cache';

/**
 * From this commit on, whatever was known of the wallet, its cards and its PIN decides no charge any more: the ledger answers `stale`
 * to who saw the old fence, and caches are told to drop it before they try.
 */
export async function raiseFenceOf(ctx: Ctx, wallet: Pick<Wallet, 'id' | 'accountId'>): Promise<void> {
  await raiseFence(ctx, wallet.accountId);
  await notify(ctx, CACHE_CHANNEL, { kind: 'wallet', id: wallet.id });
}

/** The same for the modules above, which know the wallet by its id. @throws AppError wallets.unknown */
export async function raiseWalletFence(ctx: Ctx, walletId: Id<'wallet'>): Promise<void> {
  const [wallet] = await selectWallets(ctx, [walletId]);
  if (!wallet) throw new AppError('wallets.unknown', { walletId });
  await raiseFenceOf(ctx, wallet);
}
