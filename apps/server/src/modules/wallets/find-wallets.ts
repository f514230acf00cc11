import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectWallets, selectWalletsByAccounts, selectWalletsOfMembers } from './queries.ts';
import type { Wallet } from './wallet.ts';

/** Whose wallet it is and where its money lies. */
export type WalletOfMember = { readonly walletId: Id<'wallet'>; readonly memberId: Id<'member'>; readonly accountId: number };

/** In one query; a member without a wallet, or whom the actor may not see, is missing. */
export async function findWalletsOfMembers(ctx: Ctx, memberIds: Iterable<Id<'member'>>): Promise<Map<Id<'member'>, WalletOfMember>> {
  const wallets = await selectWalletsOfMembers(ctx, [...new Set(memberIds)]);
  return new Map(wallets.map((wallet) => [wallet.memberId, keyOf(wallet)]));
}

/** The wallets behind ledger accounts, in one query and no order; accounts that are no wallet's are missing. */
export async function findWalletsByAccounts(ctx: Ctx, accountIds: Iterable<number>): Promise<WalletOfMember[]> {
  return (await selectWalletsByAccounts(ctx, [...new Set(accountIds)])).map(keyOf);
}

/** By their own ids, in one query and no order; the owner of a purse's account is its wallet. */
export async function findWallets(ctx: Ctx, walletIds: Iterable<Id<'wallet'>>): Promise<WalletOfMember[]> {
  return (await selectWallets(ctx, [...new Set(walletIds)])).map(keyOf);
}

function keyOf({ id: walletId, memberId, accountId }: Wallet): WalletOfMember {
  return { walletId, memberId, accountId };
}
