import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type Account, findAccount, findAccounts, openAccounts } from '../ledger/index.ts';
import type { Limits, Wallet } from './wallet.ts';

/** The account of the cash purse. */
export async function accountOf(ctx: Ctx, wallet: Pick<Wallet, 'accountId'>): Promise<Account> {
  const account = await findAccount(ctx, wallet.accountId);
  if (!account) throw new Error(`a wallet without its account ${wallet.accountId}`);
  return account;
}

/** By wallet, in one query. */
export async function findCashAccounts(ctx: Ctx, wallets: readonly Pick<Wallet, 'id' | 'accountId'>[]): Promise<Map<Id<'wallet'>, Account>> {
  const accounts = await findAccounts(
    ctx,
    wallets.map((wallet) => wallet.accountId),
  );
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return new Map(
    wallets.flatMap((wallet) => {
      const account = byId.get(wallet.accountId);
      return account ? [[wallet.id, account] as const] : [];
    }),
  );
}

/** Opens an empty cash purse for each new wallet. Answers the accounts by wallet. */
export async function openCashAccounts(ctx: Ctx, walletIds: readonly Id<'wallet'>[], limits: Limits): Promise<Map<Id<'wallet'>, Account>> {
  const accounts = await openAccounts(
    ctx,
    walletIds.map((owner) => ({
      owner,
      kind: 'wallet',
      transactionLimitMinor: limits.transactionLimitMinor,
      dayLimitMinor: limits.dayLimitMinor,
    })),
  );
  const byOwner = new Map(accounts.map((account) => [account.owner, account]));
  return new Map(
    walletIds.flatMap((walletId) => {
      const account = byOwner.get(walletId);
      return account ? [[walletId, account] as const] : [];
    }),
  );
}
