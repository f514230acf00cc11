import type { Ctx } from '../../platform/ctx.ts';
import type { AccountId } from './account.ts';
import type { DeclineReason } from './charge.ts';
import { lockAccount, spendNonce } from './queries.ts';
import { LedgerRefusal } from './refusal.ts';

export type CodeUse = {
  readonly account: AccountId;
  /** The fence that the caller saw when it decided. */
  readonly fence: number;
  /** Of a one-time code: spent when greater than the account's last, as a charge spends it. */
  readonly nonce?: number | undefined;
};

/**
 * What a charge asks of a payer's account beside money, for what is given without any: that its facts are not old, that it may pay, and that a
 * code is shown once. In the caller's transaction, which holds the account from then on. @throws LedgerRefusal `account_unknown`
 */
export async function spendCode(ctx: Ctx, use: CodeUse): Promise<'spent' | 'stale' | DeclineReason> {
  const account = await lockAccount(ctx, use.account);
  if (!account) throw new LedgerRefusal('account_unknown');
  if (account.fence !== use.fence) return 'stale';
  if (account.status !== 'active') return account.status === 'frozen' ? 'wallet_frozen' : 'wallet_closed';
  return use.nonce === undefined || (await spendNonce(ctx, use.account, use.nonce)) ? 'spent' : 'code_spent';
}
