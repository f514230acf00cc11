import type { Ctx } from '../../platform/ctx.ts';
import type { Account, AccountId } from './account.ts';
import { lockAccount, selectAccount, selectAccounts, selectAccountsOf } from './queries.ts';
import { LedgerRefusal } from './refusal.ts';

export function findAccount(ctx: Ctx, id: AccountId): Promise<Account | undefined> {
  return selectAccount(ctx, id);
}

/** All accounts of one noun, oldest first. */
export function findAccountsOf(ctx: Ctx, owner: string): Promise<Account[]> {
  return selectAccountsOf(ctx, owner);
}

/** In one query, in no order; unknown accounts are missing. */
export async function findAccounts(ctx: Ctx, ids: readonly AccountId[]): Promise<Account[]> {
  return ids.length === 0 ? [] : selectAccounts(ctx, ids);
}

/** Nothing moves it until the transaction ends: for a decision that rests on its balance. @throws LedgerRefusal `account_unknown` */
export async function lockedAccount(ctx: Ctx, id: AccountId): Promise<Account> {
  const account = await lockAccount(ctx, id);
  if (!account) throw new LedgerRefusal('account_unknown');
  return account;
}
