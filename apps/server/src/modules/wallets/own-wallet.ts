import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { lockWalletOfMember, selectWalletOfMember } from './queries.ts';
import type { Wallet } from './wallet.ts';

/** The wallet of the member who acts. @throws AppError wallets.unknown */
export function ownWallet(ctx: Ctx): Promise<Wallet> {
  return own(ctx, selectWalletOfMember);
}

/** The same, locked until the end of the transaction. @throws AppError wallets.unknown */
export function lockedOwnWallet(ctx: Ctx): Promise<Wallet> {
  return own(ctx, lockWalletOfMember);
}

async function own(ctx: Ctx, find: typeof selectWalletOfMember): Promise<Wallet> {
  const wallet = ctx.actor.kind === 'member' ? await find(ctx, ctx.actor.memberId) : undefined;
  if (!wallet) throw new AppError('wallets.unknown');
  return wallet;
}
