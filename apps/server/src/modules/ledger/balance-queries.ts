import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { AccountId } from './account.ts';

/** One statement, one snapshot: what is folded and what is not yet never overlap. */
export async function selectBalance(ctx: Ctx, account: AccountId): Promise<number | undefined> {
  const found = await sql<{ balance: number }>`
    select case when a.hot
      then (select coalesce(sum(credit - debit), 0)::bigint from ledger.hot_total t where t.account = a.id)
      else a.balance end as balance
    from ledger.account a where a.bucket = ledger.bucket_of(${account}) and a.id = ${account}`.execute(ctx.tx);
  return found.rows[0]?.balance;
}

export type DayTotalRow = { account: number; code: number; debit: number; credit: number; count: number };

export async function selectDayTotals(ctx: Ctx, day: { businessOn: string; account?: AccountId }): Promise<DayTotalRow[]> {
  const ofAccount = day.account === undefined ? sql`true` : sql`account = ${day.account}`;
  const totals = await sql<DayTotalRow>`
    select account, code, sum(debit)::bigint as debit, sum(credit)::bigint as credit, sum(count)::bigint as count
    from ledger.hot_total where business_on = ${day.businessOn} and ${ofAccount}
    group by account, code order by account, code`.execute(ctx.tx);
  return totals.rows;
}

export type TrialRow = { unit: string; kind: number; accounts: number; balance: number };

export async function selectTrialBalance(ctx: Ctx): Promise<TrialRow[]> {
  const rows = await sql<TrialRow>`
    select u.code as unit, a.kind, count(*) as accounts, sum(a.balance + coalesce(h.balance, 0))::bigint as balance
    from ledger.account a join ledger.unit u on u.id = a.unit
    left join (select account, sum(credit - debit) as balance from ledger.hot_total group by account) h on a.hot and h.account = a.id
    group by u.code, a.kind order by u.code, a.kind`.execute(ctx.tx);
  return rows.rows;
}

/** From the entries themselves, so it reads all of them. */
export async function selectTrialBalanceAt(ctx: Ctx, at: Date): Promise<TrialRow[]> {
  const rows = await sql<TrialRow>`
    with entry as (
      select account, sum(amount) as balance from (
        select credit as account, amount from ledger.transfer where at <= ${at} and code <> 0
        union all
        select debit, -amount from ledger.transfer where at <= ${at} and code <> 0) e
      group by account)
    select u.code as unit, a.kind, count(*) as accounts, coalesce(sum(e.balance), 0)::bigint as balance
    from ledger.account a join ledger.unit u on u.id = a.unit left join entry e on e.account = a.id
    where a.opened_at <= ${at} or e.account is not null group by u.code, a.kind order by u.code, a.kind`.execute(ctx.tx);
  return rows.rows;
}

export type BrokenBalanceRow = { account: number; balance: number; entries: number };

/** Accounts whose balance is not the sum of their entries. Reads everything. */
export async function selectBrokenBalances(ctx: Ctx, limit: number): Promise<BrokenBalanceRow[]> {
  const broken = await sql<BrokenBalanceRow>`
    with entry as (
      select account, sum(amount) as entries from (
        select credit as account, amount from ledger.transfer where code <> 0
        union all select debit, -amount from ledger.transfer where code <> 0) e
      group by account),
    derived as (select account, sum(credit - debit) as balance from ledger.hot_total group by account)
    select coalesce(a.id, e.account) as account, coalesce(a.balance, 0) + coalesce(d.balance, 0)::bigint as balance,
      coalesce(e.entries, 0)::bigint as entries
    from ledger.account a full join entry e on e.account = a.id left join derived d on d.account = a.id
    where coalesce(a.balance, 0) + coalesce(d.balance, 0) <> coalesce(e.entries, 0) order by 1 limit ${limit}`.execute(ctx.tx);
  return broken.rows;
}
