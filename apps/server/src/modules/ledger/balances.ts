import { type Minor, subtract, toMinor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { allowLong } from '../../platform/long-statements.ts';
import { type AccountId, type AccountKind, kindOf } from './account.ts';
import { selectBalance, selectBrokenBalances, selectDayTotals, selectTrialBalance, selectTrialBalanceAt, type TrialRow } from './balance-queries.ts';
import type { Subtotal } from './journal.ts';
import { callFoldPages } from './journal-queries.ts';
import { LedgerRefusal } from './refusal.ts';

/** A past trial balance is one statement over every entry; so long it may take at most. */
const PAST_WITHIN_SECONDS = 600;

/** Exact at this moment, also for hot accounts: the roll-up and the pages newer than it. @throws LedgerRefusal `account_unknown`. */
export async function balanceOf(ctx: Ctx, account: AccountId): Promise<Minor> {
  const balance = await selectBalance(ctx, account);
  if (balance === undefined) throw new LedgerRefusal('account_unknown');
  return toMinor(balance);
}

/** What moved through hot accounts on a business day, by account and code; exact at this moment. */
export async function dayTotals(ctx: Ctx, day: { readonly businessOn: string; readonly account?: AccountId }): Promise<Subtotal[]> {
  const rows = await selectDayTotals(ctx, day);
  return rows.map(({ account, code, debit, credit, count }) => ({
    account,
    code,
    count,
    debitMinor: toMinor(debit),
    creditMinor: toMinor(credit),
  }));
}

/** Adds pages to the roll-ups, so that balances of hot accounts stay quick to read. Answers how many; 0 when there is nothing to do. */
export function foldPages(ctx: Ctx, limit = 500): Promise<number> {
  return callFoldPages(ctx, limit);
}

export type TrialBalance = {
  readonly lines: readonly { readonly unit: string; readonly kind: AccountKind; readonly accounts: number; readonly balanceMinor: Minor }[];
  /** Per unit the sum over all kinds: 0, or the books are broken. */
  readonly sumMinor: Readonly<Record<string, Minor>>;
};

/** Now, or as it stood at a past instant. A past one reads every entry. */
export async function trialBalance(ctx: Ctx, at?: Date): Promise<TrialBalance> {
  if (at) await allowLong(ctx, PAST_WITHIN_SECONDS);
  const rows = at ? await selectTrialBalanceAt(ctx, at) : await selectTrialBalance(ctx);
  return { lines: rows.map(lineOf), sumMinor: sumsOf(rows) };
}

const lineOf = ({ unit, kind, accounts, balance }: TrialRow) => ({ unit, kind: kindOf(kind), accounts, balanceMinor: toMinor(balance) });

function sumsOf(rows: readonly TrialRow[]): Record<string, Minor> {
  const sums: Record<string, Minor> = {};
  for (const { unit, balance } of rows) sums[unit] = toMinor((sums[unit] ?? 0) + balance);
  return sums;
}

export type BrokenBalance = { readonly account: AccountId; readonly balanceMinor: Minor; readonly differenceMinor: Minor };

/** Accounts whose balance is not the sum of their entries: none, or the books are broken. Reads every entry. */
export async function findBrokenBalances(ctx: Ctx, limit = 100): Promise<BrokenBalance[]> {
  const rows = await selectBrokenBalances(ctx, limit);
  return rows.map(({ account, balance, entries }) => ({
    account,
    balanceMinor: toMinor(balance),
    differenceMinor: subtract(toMinor(balance), toMinor(entries)),
  }));
}
