import { type Minor, toMinor } from '@tessera/kernel';
import type { AccountId } from './account.ts';
import { LedgerRefusal, type RefusalReason } from './refusal.ts';

/** Further accounts of one charge at most; the payer's own comes behind them. */
export const MAX_SOURCES = 8;

/** An account that a charge draws on before the payer's own: a subsidy purse, or a hot account that pays for somebody. */
export type Source = {
  readonly account: AccountId;
  /** Gives no more than this of one charge. Default: what it has; a hot account, which has no stored balance, gives all that is asked. */
  readonly atMostMinor?: Minor;
};

/** The part of a charge, or of a refund, that one account bore. */
export type Leg = {
  readonly account: AccountId;
  readonly amountMinor: Minor;
  /** `null` of a hot account. */
  readonly balanceAfterMinor: Minor | null;
};

/** One payment from a wallet's account to a hot account (a merchant). */
export type ChargeInput = {
  /** UUIDv7 made by the caller: the idempotency key. */
  readonly id: string;
  readonly debit: AccountId;
  readonly credit: AccountId;
  readonly amountMinor: Minor;
  readonly code: number;
  /** The fence that the caller saw when it decided; another one now answers `stale`. */
  readonly fence?: number | undefined;
  /** Of a one-time code: step × 10 + index. Spent when greater than the account's last, in the row that is updated anyway. */
  readonly nonce?: number | undefined;
  /** A refusal that the caller found (a frozen card, a wrong PIN), 100 or more, recorded unless the key is already known. */
  readonly presetReason?: number | undefined;
  readonly origin?: string | undefined;
  readonly via?: number | undefined;
  /** Whatever else makes this request this request, in a canonical form; part of the fingerprint. */
  readonly content?: string | undefined;
  /**
   * Drawn on before `debit`, in this order, as far as each goes; `debit` bears the rest. Its limits, status, code and fence decide by the
   * whole amount. A circumstance, no part of the fingerprint: a replay tells the legs of the first time.
   */
  readonly sources?: readonly Source[] | undefined;
};

/** In the order of their stored codes, from 1: append only. */
export const DECLINE_REASONS = [
  'wallet_frozen',
  'wallet_closed',
  'insufficient_funds',
  'over_transaction_limit',
  'over_day_limit',
  'code_spent',
  'payee_unavailable',
  'reversed_before_arrival',
  'over_imposed_transaction_limit',
  'over_imposed_day_limit',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];
export const LEAST_PRESET_REASON = 100;

type Told = { readonly amountMinor: Minor; readonly at: Date; readonly replayed: boolean };

/** What a till is told. A replay tells the first answer's time and balance. */
export type ChargeAnswer =
  | (Told & {
      readonly outcome: 'approved';
      /** Of the `debit` account, also where other accounts bore all of it. */
      readonly balanceAfterMinor: Minor;
      /** In the order of drawing; left out where `debit` bore it all. */
      readonly legs?: readonly Leg[];
    })
  /** A number is the caller's own preset reason. */
  | (Told & { readonly outcome: 'declined'; readonly reason: DeclineReason | number })
  /** The caller decided from facts that have changed; nothing is recorded. */
  | (Told & { readonly outcome: 'stale' })
  /** The key belongs to another request; nothing is recorded. */
  | (Told & { readonly outcome: 'key_reused' });

const REFUSALS: Readonly<Record<number, RefusalReason>> = { [-3]: 'account_unknown', [-4]: 'unit_mismatch', [-5]: 'payee_not_hot' };

export function declineReasonOf(code: number): DeclineReason | number {
  return code >= LEAST_PRESET_REASON ? code : (DECLINE_REASONS[code - 1] ?? code);
}

/**
 * Reads `code:balance:time`, and perhaps `:legs`, of the database, see functions/03-charges.sql; `at` is the batch's time, for an answer that is no replay.
 * @throws LedgerRefusal where the request makes no sense: an unknown account, two units.
 */
export function readAnswer(text: string, asked: { readonly amountMinor: Minor; readonly at: Date }): ChargeAnswer {
  const [code = '', balance = '', time = '', legs] = text.split(':');
  const result = Number(code);
  const replayed = time !== '';
  const { amountMinor } = asked;
  const at = replayed ? new Date(Number(time)) : asked.at;
  if (result === 0) {
    const balanceAfterMinor = toMinor(Number(balance));
    return legs
      ? { outcome: 'approved', amountMinor, at, replayed, balanceAfterMinor, legs: readLegs(legs) }
      : { outcome: 'approved', amountMinor, at, replayed, balanceAfterMinor };
  }
  const refusal = REFUSALS[result];
  if (refusal) throw new LedgerRefusal(refusal);
  if (result === -1) return { outcome: 'stale', amountMinor, at, replayed };
  if (result === -2) return { outcome: 'key_reused', amountMinor, at, replayed };
  return { outcome: 'declined', reason: declineReasonOf(result), amountMinor, at, replayed };
}

/** `account;amount;balance`, joined by slashes. */
function readLegs(text: string): Leg[] {
  return text.split('/').map((leg) => {
    const [account, amount, balance = ''] = leg.split(';');
    return {
      account: Number(account),
      amountMinor: toMinor(Number(amount)),
      balanceAfterMinor: balance === '' ? null : toMinor(Number(balance)),
    };
  });
}
