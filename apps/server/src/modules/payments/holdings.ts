import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findAccounts, type Transfer } from '../ledger/index.ts';
import { findWallets, findWalletsByAccounts } from '../wallets/index.ts';
import type { Holding, Holdings } from './movement.ts';
import { selectMerchantsByAccounts } from './queries.ts';

/** The wallets behind the accounts of these transfers: cash purses by their wallet, other purses by the wallet that owns their account. */
export async function holdingsOf(ctx: Ctx, transfers: readonly Transfer[]): Promise<{ holdings: Holdings; merchants: Merchants }> {
  const accounts = [...new Set(transfers.flatMap(({ debit, credit, payer }) => (payer === null ? [debit, credit] : [debit, credit, payer])))];
  const wallets = await findWalletsByAccounts(ctx, accounts);
  const holdings = new Map<number, Holding>(wallets.map(({ accountId, memberId }) => [accountId, { memberId, isCash: true }]));
  const merchants = await selectMerchantsByAccounts(ctx, accounts);
  const rest = accounts.filter((account) => !holdings.has(account) && !merchants.has(account));
  const purses = (await findAccounts(ctx, rest)).filter(({ kind }) => kind === 'wallet');
  if (purses.length === 0) return { holdings, merchants };
  const owners = await findWallets(
    ctx,
    purses.map((purse) => purse.owner as Id<'wallet'>), // Who owns an account of this kind is a wallet.
  );
  const memberOf = new Map<string, Holding>(owners.map(({ walletId, memberId }) => [walletId, { memberId, isCash: false }]));
  for (const { id, owner } of purses) {
    const holding = memberOf.get(owner);
    if (holding) holdings.set(id, holding);
  }
  return { holdings, merchants };
}

type Merchants = Awaited<ReturnType<typeof selectMerchantsByAccounts>>;
