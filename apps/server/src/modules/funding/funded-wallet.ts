import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type Account, findAccount } from '../ledger/index.ts';
import { findMembers, type MemberView } from '../members/index.ts';
import { findWalletsOfMembers, type WalletOfMember } from '../wallets/index.ts';

/** A member's wallet with the account of its cash purse. */
export type FundedWallet = WalletOfMember & { readonly member: MemberView; readonly account: Account };

/** Undefined for a member without a wallet. Read as the system: the caller has decided that this actor may have the answer. */
export function findFundedWallet(ctx: Ctx, memberId: Id<'member'>): Promise<FundedWallet | undefined> {
  return asSystem(ctx, async (system) => {
    const wallet = (await findWalletsOfMembers(system, [memberId])).get(memberId);
    const member = (await findMembers(system, [memberId])).get(memberId);
    const account = wallet && (await findAccount(system, wallet.accountId));
    return wallet && member && account ? { ...wallet, member, account } : undefined;
  });
}

/** Money may come into it. */
export function takesMoney({ member, account }: Pick<FundedWallet, 'member' | 'account'>): boolean {
  return member.status === 'active' && account.status !== 'closed';
}

/** @throws AppError `wallets.unknown` */
export async function fundedWallet(ctx: Ctx, memberId: Id<'member'>): Promise<FundedWallet> {
  const found = await findFundedWallet(ctx, memberId);
  if (!found) throw new AppError('wallets.unknown', { memberId });
  return found;
}
