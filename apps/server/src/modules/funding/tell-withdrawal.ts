import type { LiveEvent } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { notify } from '../notifications/index.ts';
import { announceWallet } from '../wallets/index.ts';
import { findFundedWallet } from './funded-wallet.ts';
import type { WithdrawalRow } from './queries.ts';

/** Lists of withdrawals look again: the member's and the operator's. */
export function tellDesks(ctx: Ctx, { member_id }: Pick<WithdrawalRow, 'member_id'>): Promise<void> {
  const event: LiveEvent = { kind: 'funding' };
  return notifyLiveAll(ctx, [
    ['operator', event],
    [`member:${member_id}`, event],
  ]);
}

/** How it ended, to the holder: what has gone out, or that everything stayed. */
export async function tellHolder(ctx: Ctx, row: WithdrawalRow): Promise<void> {
  const wallet = await findFundedWallet(ctx, row.member_id);
  if (!wallet) return;
  await announceWallet(ctx, wallet);
  const to = { memberId: row.member_id };
  const balance = wallet.account.balanceMinor;
  if (row.paid_minor > 0) await notify(ctx, { to, kind: 'wallet.withdrawn', params: { amount: row.paid_minor, balance }, key: row.id });
  else await notify(ctx, { to, kind: 'wallet.withdrawalFailed', params: { amount: row.amount_minor, balance }, key: row.id });
}
