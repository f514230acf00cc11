import { type Minor, ZERO } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountId } from './account.ts';
import { DECLINE_REASONS, type DeclineReason } from './charge.ts';
import { callCountSpending, lowerDaySpent } from './queries.ts';
import { LedgerRefusal } from './refusal.ts';

export type Spending = {
  readonly account: AccountId;
  /** What it is worth; nothing of it is taken from the account. */
  readonly amountMinor: Minor;
  /** What a charge of the same transaction has taken already: both together are one payment. */
  readonly chargedMinor?: Minor;
  readonly businessOn: string;
  /** The fence that the caller saw when it decided. */
  readonly fence: number;
  /** Of a one-time code: spent when greater than the account's last, as a charge spends it. */
  readonly nonce?: number | undefined;
};

/**
 * All that a charge asks of a payer's account beside money, for what is given without any, as points: that its facts are not old, that it may pay,
 * that a code is shown once, and that its worth is within the limits, of which it uses up as much as money would. In the caller's transaction, which
 * holds the account from then on. Beside a charge it comes after it: a charge takes its lane before the account.
 * @throws LedgerRefusal `account_unknown`
 */
export async function countSpending(ctx: Ctx, spending: Spending): Promise<'counted' | 'stale' | DeclineReason> {
  const code = await callCountSpending(ctx, { ...spending, chargedMinor: spending.chargedMinor ?? ZERO });
  if (code === 0) return 'counted';
  if (code === -1) return 'stale';
  const reason = DECLINE_REASONS[code - 1];
  if (!reason) throw new LedgerRefusal('account_unknown');
  return reason;
}

/** What was counted and is given back on the same day frees that day's limit, as a refund does. */
export async function uncountSpending(ctx: Ctx, of: Pick<Spending, 'account' | 'amountMinor' | 'businessOn'>): Promise<void> {
  if (of.amountMinor > 0) await lowerDaySpent(ctx, of);
}
