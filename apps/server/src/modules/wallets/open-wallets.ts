import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { openCashAccounts } from './cash-accounts.ts';
import { walletsOpened } from './events.ts';
import { insertWallets, selectWalletsOfMembers } from './queries.ts';
import { DEFAULT_LIMITS, type Limits, type Wallet } from './wallet.ts';

/**
 * Opens a wallet with an empty cash purse for each member who has none: safe to run twice, one after the other. Of two runs at the
 * same time one fails on the unique member and leaves no account behind; tried again, it finds the wallets and does nothing. Without `limits` a
 * wallet starts with those of every wallet.
 */
export async function openWallets(ctx: Ctx, input: { memberIds: readonly Id<'member'>[]; limits?: Limits }): Promise<void> {
  const { limits = DEFAULT_LIMITS } = input;
  const served = new Set((await selectWalletsOfMembers(ctx, input.memberIds)).map((wallet) => wallet.memberId));
  const wallets = [...new Set(input.memberIds)]
    .filter((memberId) => !served.has(memberId))
    .map((memberId) => ({ id: newId<'wallet'>(ctx.now.getTime()), memberId }));
  if (wallets.length === 0) return;

  const accounts = await openCashAccounts(
    ctx,
    wallets.map((wallet) => wallet.id),
    limits,
  );
  const rows = wallets.flatMap(({ id, memberId }) => {
    const account = accounts.get(id);
    return account ? [newWallet(ctx, { id, memberId, accountId: account.id, noPinFloorMinor: limits.noPinFloorMinor })] : [];
  });
  await insertWallets(ctx, rows);
  await publish(ctx, walletsOpened, { walletIds: rows.map((row) => row.id), memberIds: rows.map((row) => row.member_id) });
}

function newWallet(ctx: Ctx, wallet: Pick<Wallet, 'id' | 'memberId' | 'accountId' | 'noPinFloorMinor'>) {
  return {
    id: wallet.id,
    member_id: wallet.memberId,
    account_id: wallet.accountId,
    no_pin_floor_minor: wallet.noPinFloorMinor,
    opened_at: ctx.now,
  };
}
