import { hash } from 'node:crypto';
import { isId, type Minor } from '@tessera/kernel';
import type { AccountId, UnitId } from './account.ts';
import { LedgerRefusal } from './refusal.ts';

/** What a transfer is for. Other modules add their own from 100 on; 0 is the void that occupies a reversed key. */
export const TRANSFER_CODES = {
  payment: 1,
  topUp: 2,
  refund: 3,
  reversal: 4,
  withdrawal: 5,
  fee: 6,
  opening: 7,
  adjustment: 8,
  settlement: 9,
  /** Given by the operator on top of a top-up, and taken back of it. */
  gift: 10,
  giftReturn: 11,
  /** The rest of a wallet that is closed. */
  closure: 12,
  /** What a payer paid a merchant at a till through a channel, what went back of it, and what could not go back. */
  sale: 13,
  saleRefund: 14,
  saleRefundReturn: 15,
  /** What the holder of an anonymous card leaves for the card itself, and gets back. */
  deposit: 16,
  /** An anonymous card becomes somebody's own: what was on it, and its deposit, move along. */
  registration: 17,
  /** What an issuer gave a member out of its deposit, and takes back. */
  issuerTopUpBack: 193,
} as const;

/** One amount from a debit account to a credit account. */
export type Transfer = {
  readonly id: string;
  readonly unit: UnitId;
  readonly debit: AccountId;
  readonly credit: AccountId;
  readonly amountMinor: Minor;
  readonly code: number;
  readonly at: Date;
  readonly businessOn: string;
  /** Of the account whose balance is maintained, the debit one where both are; `null` between two hot accounts. */
  readonly balanceAfterMinor: Minor | null;
  /** Terminal or counter that it came from. */
  readonly origin: string | null;
  /** Kind of credential that was shown, as a number of the caller. */
  readonly via: number | null;
  /** The transfer that this one gives back, in part or whole. */
  readonly original: string | null;
  readonly posting: string | null;
  /** The account whose payment it is, where another one gave this leg, or gets it back; otherwise `null`. */
  readonly payer: AccountId | null;
  /** Of the payer's account after the whole posting; `null` where `payer` is. */
  readonly payerBalanceAfterMinor: Minor | null;
  readonly lane: number;
  readonly page: number;
  readonly ordinal: number;
};

const VERSION_AT = 14;

/** The ids that the legs of a key can have: the key, and the key with 8 to f in the place of a UUIDv7's 7. See functions/03-sources.sql. */
export function legIdsOf(key: string): string[] {
  return [...'789abcdef'].map((digit) => `${key.slice(0, VERSION_AT)}${digit}${key.slice(VERSION_AT + 1)}`);
}

/** The key that a transfer was posted under: its own id, or that of the charge or refund whose leg it is. */
export function keyOf({ id, posting }: Pick<Transfer, 'id' | 'posting'>): string {
  return posting !== null && legIdsOf(posting).includes(id) ? posting : id;
}

/** The wallet's account behind a charge's leg: its own, or the one that the leg was given for. */
export function payerOf({ payer, debit }: Pick<Transfer, 'payer' | 'debit'>): AccountId {
  return payer ?? debit;
}

/** What makes two requests the same request. Circumstances (fence, one-time code, time) are no part of it. */
export type Content = {
  readonly debit: AccountId;
  readonly credit: AccountId;
  readonly amountMinor: number;
  readonly code: number;
  /** Whatever else the caller's request says, in a canonical form. */
  readonly content?: string;
};

/** 52 bits, so that a JavaScript number holds it exactly; it is only compared under one and the same key. */
export function fingerprintOf(of: Content): number {
  const text = `${of.debit}|${of.credit}|${of.amountMinor}|${of.code}|${of.content ?? ''}`;
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 13), 16);
}

/** @throws LedgerRefusal `key_invalid` unless a UUIDv7, `amount_invalid` unless a positive integer. */
export function checkMovement(id: string, amountMinor: number): void {
  if (!isId(id)) throw new LedgerRefusal('key_invalid');
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) throw new LedgerRefusal('amount_invalid');
}
