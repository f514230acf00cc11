import type { Minor } from '@tessera/kernel';
import type { AccountId } from './account.ts';
import type { Transfer } from './transfer.ts';

/** What a page adds to one hot account under one code. */
export type Subtotal = {
  readonly account: AccountId;
  readonly code: number;
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
  readonly count: number;
};

/** The transfers of one transaction, chained to the page before it in its lane. */
export type JournalPage = {
  readonly lane: number;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: Date;
  readonly businessOn: string;
  readonly count: number;
  readonly totalMinor: Minor;
  readonly subtotals: readonly Subtotal[];
  /** Hexadecimal. */
  readonly previousHash: string;
  readonly hash: string;
};

export type JournalPageWithTransfers = JournalPage & { readonly transfers: readonly Transfer[] };
