import type { Id, Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountStatus } from '../ledger/index.ts';
import { findCashAccounts } from './cash-accounts.ts';
import { selectWallets } from './queries.ts';
import { type PinState, pinState } from './wallet.ts';

/** What a charge has to know of a wallet. Valid as long as the fence stands where it stood. */
export type SpendingFacts = {
  readonly walletId: Id<'wallet'>;
  readonly memberId: Id<'member'>;
  readonly accountId: number;
  readonly fence: number;
  readonly noPinFloorMinor: Minor;
  readonly pin: PinState;
  readonly status: AccountStatus;
};

/**
 * In two queries, in no order; unknown wallets are missing. Ask as the system and in a `repeatable read` transaction: a fence newer
 * than the facts would vouch for a PIN or a floor that was changed between the two queries.
 */
export async function spendingFacts(ctx: Ctx, walletIds: readonly Id<'wallet'>[]): Promise<SpendingFacts[]> {
  const wallets = await selectWallets(ctx, walletIds);
  const accounts = await findCashAccounts(ctx, wallets);
  return wallets.flatMap((wallet) => {
    const account = accounts.get(wallet.id);
    if (!account) return [];
    const { id: walletId, memberId, accountId, noPinFloorMinor } = wallet;
    return [{ walletId, memberId, accountId, fence: account.fence, noPinFloorMinor, pin: pinState(wallet), status: account.status }];
  });
}
