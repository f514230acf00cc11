import type { Id, Minor } from '@tessera/kernel';

/** Number of an account. Its low six bits are its bucket; it never changes. */
export type AccountId = number;

/** Number of a unit; `1` is fen of CNY. Amounts of different units never meet in one transfer. */
export type UnitId = number;
export const CNY: UnitId = 1;

export const ACCOUNT_KINDS = ['wallet', 'merchant', 'channel', 'operator', 'issuer', 'deposit', 'suspense', 'exchange'] as const;
/** What an account stands for in the trial balance. The books treat all kinds alike. */
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

export const ACCOUNT_STATUSES = ['active', 'frozen', 'closed'] as const;
/** `frozen` cannot pay but can be paid; `closed` is empty and stays so. */
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export type Account = {
  readonly id: AccountId;
  readonly owner: string;
  readonly unit: UnitId;
  readonly kind: AccountKind;
  readonly status: AccountStatus;
  /** Credits − debits. Of a hot account this is 0: ask `balanceOf`. */
  readonly balanceMinor: Minor;
  /** The part of the balance that open holds keep. */
  readonly heldMinor: Minor;
  /** The least that balance − held may be; `null` is unlimited. */
  readonly floorMinor: Minor | null;
  readonly transactionLimitMinor: Minor | null;
  readonly dayLimitMinor: Minor | null;
  /** Spent on `spentOn`, net of refunds of the same day. */
  readonly daySpentMinor: Minor;
  readonly spentOn: string;
  /** Raised by every change of status or credentials; a charge that saw another number is `stale`. */
  readonly fence: number;
  /** Payments into it do not touch its row; its balance is derived from the journal. */
  readonly hot: boolean;
};

export type OpenAccount = {
  /** The noun that it belongs to. One owner may have many accounts: the purses of a wallet. */
  readonly owner: Id<string> | string;
  readonly unit?: UnitId;
  readonly kind: AccountKind;
  readonly hot?: boolean;
  /** Default: 0, and `null` for a hot account, whose floor nothing could watch. */
  readonly floorMinor?: Minor | null;
  readonly transactionLimitMinor?: Minor | null;
  readonly dayLimitMinor?: Minor | null;
};

/** Kinds and statuses are stored as their place in the list, counted from 1: append only. */
export function kindCode(kind: AccountKind): number {
  return ACCOUNT_KINDS.indexOf(kind) + 1;
}

export function kindOf(code: number): AccountKind {
  return named(ACCOUNT_KINDS, code);
}

export function statusCode(status: AccountStatus): number {
  return ACCOUNT_STATUSES.indexOf(status) + 1;
}

export function statusOf(code: number): AccountStatus {
  return named(ACCOUNT_STATUSES, code);
}

function named<Name>(names: readonly Name[], code: number): Name {
  const name = names[code - 1];
  if (name === undefined) throw new RangeError(`no name for code ${code}`);
  return name;
}
