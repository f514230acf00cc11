import type { Id } from '@tessera/kernel';
import type { PurseTerms } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts } from '../ledger/index.ts';
import { scopeOf } from './programme.ts';
import { type PurseRow, selectLivePurses, selectPursesByAccounts } from './purse-queries.ts';

/** How a purse is named to people. */
export type PurseName = { readonly kind: 'subsidy'; readonly name: { readonly zh: string; readonly en: string } };
/** What a charge has to know of a purse; valid as long as the wallet's fence stands where it stood. */
export type PurseFacts = PurseName & PurseTerms & { readonly accountId: number };

/**
 * The purses of each wallet that hold anything. An empty one is left out: whatever fills it again raises the fence. Ask as the system,
 * in the transaction that reads the wallets' spending facts.
 */
export async function purseFacts(ctx: Ctx, walletIds: readonly Id<'wallet'>[]): Promise<Map<Id<'wallet'>, PurseFacts[]>> {
  const byWallet = new Map<Id<'wallet'>, PurseFacts[]>();
  if (walletIds.length === 0) return byWallet;
  const rows = await selectLivePurses(ctx, walletIds);
  if (rows.length === 0) return byWallet;
  const accounts = await findAccounts(
    ctx,
    rows.map((row) => row.account_id),
  );
  const filled = new Set(accounts.filter(({ balanceMinor }) => balanceMinor > 0).map(({ id }) => id));
  for (const row of rows.filter(({ account_id }) => filled.has(account_id))) {
    byWallet.set(row.wallet_id, [...(byWallet.get(row.wallet_id) ?? []), factsOf(row)]);
  }
  return byWallet;
}

/** The purses behind ledger accounts, also expired ones; accounts that are no purse's are missing. Ask as the system. */
export async function findPurseNames(ctx: Ctx, accountIds: readonly number[]): Promise<Map<number, PurseName>> {
  if (accountIds.length === 0) return new Map();
  return new Map((await selectPursesByAccounts(ctx, accountIds)).map((row) => [row.account_id, nameOf(row)]));
}

function nameOf({ name_zh, name_en }: PurseRow): PurseName {
  return { kind: 'subsidy', name: { zh: name_zh, en: name_en } };
}

function factsOf(row: PurseRow): PurseFacts {
  return {
    ...nameOf(row),
    accountId: row.account_id,
    scope: scopeOf(row),
    expiresOn: row.expires_on,
    openedAtMs: row.opened_at.getTime(),
  };
}
