import { add, type BusinessDay, type Id, type Minor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts } from '../ledger/index.ts';
import { selectLivePurses } from './purse-queries.ts';

/** What each wallet's purses hold together that can still be spent on a day, by wallet; one with none is missing. Ask as the system. */
export async function findPurseBalances(ctx: Ctx, walletIds: readonly Id<'wallet'>[], on: BusinessDay): Promise<Map<Id<'wallet'>, Minor>> {
  if (walletIds.length === 0) return new Map();
  const rows = (await selectLivePurses(ctx, walletIds)).filter(({ expires_on }) => expires_on === null || expires_on >= on);
  const accounts = await findAccounts(
    ctx,
    rows.map((row) => row.account_id),
  );
  const balances = new Map(accounts.map(({ id, balanceMinor }) => [id, balanceMinor]));
  const sums = new Map<Id<'wallet'>, Minor>();
  for (const { wallet_id, account_id } of rows) sums.set(wallet_id, add(sums.get(wallet_id) ?? ZERO, balances.get(account_id) ?? ZERO));
  return sums;
}
