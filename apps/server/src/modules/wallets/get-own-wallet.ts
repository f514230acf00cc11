import { businessDayOf } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { accountOf } from './cash-accounts.ts';
import { describeWallet, type WalletDescription } from './describe-wallet.ts';
import { ownWallet } from './own-wallet.ts';

/** @throws AppError wallets.unknown */
export async function getOwnWallet(ctx: Ctx, timeZone: string): Promise<WalletDescription> {
  const wallet = await ownWallet(ctx);
  return describeWallet(wallet, await accountOf(ctx, wallet), businessDayOf(ctx.now, timeZone));
}
