import type { Ctx } from '../../platform/ctx.ts';
import type { Account, AccountId } from './account.ts';
import { selectAccount, selectAccountsOf } from './queries.ts';

export function findAccount(ctx: Ctx, id: AccountId): Promise<Account | undefined> {
  return selectAccount(ctx, id);
}

/** All accounts of one noun, oldest first. */
export function findAccountsOf(ctx: Ctx, owner: string): Promise<Account[]> {
  return selectAccountsOf(ctx, owner);
}
