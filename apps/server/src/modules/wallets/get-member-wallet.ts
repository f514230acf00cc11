import { AppError, type InputOf, type wallets } from '@tessera/contract';
import { businessDayOf } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { accountOf } from './cash-accounts.ts';
import { describeWallet, type WalletDescription } from './describe-wallet.ts';
import { selectWalletOfMember } from './queries.ts';

/** @throws AppError wallets.unknown */
export async function getMemberWallet(ctx: Ctx, input: InputOf<typeof wallets.getMemberWallet>, timeZone: string): Promise<WalletDescription> {
  const wallet = await selectWalletOfMember(ctx, input.memberId);
  if (!wallet) throw new AppError('wallets.unknown', { memberId: input.memberId });
  return describeWallet(wallet, await accountOf(ctx, wallet), businessDayOf(ctx.now, timeZone));
}
