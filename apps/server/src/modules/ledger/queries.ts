import { type Minor, toMinor } from '@tessera/kernel';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { type Account, type AccountId, kindOf, statusOf } from './account.ts';
import type { LedgerTables } from './tables.ts';
import type { Transfer } from './transfer.ts';

const db = (ctx: Ctx) => ctx.tx.withTables<LedgerTables>();
export const bucketOf = (account: AccountId) => account & 63;

// ── Accounts ──

const ACCOUNT_COLUMNS = [
  'id',
  'owner',
  'unit',
  'kind',
  'status',
  'balance',
  'held',
  'floor',
  'tx_limit',
  'day_limit',
  'day_spent',
  'fence',
  'hot',
] as const;

type AccountRow = {
  id: number;
  owner: string;
  unit: number;
  kind: number;
  status: number;
  balance: number;
  held: number;
  floor: number | null;
  tx_limit: number | null;
  day_limit: number | null;
  day_spent: number;
  spent_on: string;
  fence: number;
  hot: boolean;
};

function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    owner: row.owner,
    unit: row.unit,
    kind: kindOf(row.kind),
    status: statusOf(row.status),
    balanceMinor: toMinor(row.balance),
    heldMinor: toMinor(row.held),
    floorMinor: minorOrNull(row.floor),
    transactionLimitMinor: minorOrNull(row.tx_limit),
    dayLimitMinor: minorOrNull(row.day_limit),
    daySpentMinor: toMinor(row.day_spent),
    spentOn: row.spent_on,
    fence: row.fence,
    hot: row.hot,
  };
}

const minorOrNull = (amount: number | null): Minor | null => (amount === null ? null : toMinor(amount));

const accounts = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('ledger.account')
    .select([...ACCOUNT_COLUMNS, sql<string>`day_on::text`.as('spent_on')]);

export async function selectAccount(ctx: Ctx, id: AccountId): Promise<Account | undefined> {
  const row = await accounts(ctx).where('bucket', '=', bucketOf(id)).where('id', '=', id).executeTakeFirst();
  return row && accountOf(row);
}

export async function selectAccounts(ctx: Ctx, ids: readonly AccountId[]): Promise<Account[]> {
  const buckets = [...new Set(ids.map(bucketOf))];
  const rows = await accounts(ctx)
    .where('bucket', '=', sql<number>`any(${buckets}::smallint[])`)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute();
  return rows.map(accountOf);
}

/** Waits for payments of the account that are under way. */
export async function lockAccount(ctx: Ctx, id: AccountId): Promise<Account | undefined> {
  const row = await accounts(ctx).where('bucket', '=', bucketOf(id)).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row && accountOf(row);
}

type Counted = { account: AccountId; amountMinor: number; chargedMinor: number; businessOn: string; fence: number; nonce?: number | undefined };

/** Answers the code of a charge: 0, or why not. */
export async function callCountSpending(ctx: Ctx, of: Counted): Promise<number> {
  const { account, businessOn, amountMinor, chargedMinor, fence, nonce = null } = of;
  const called = await sql<{ code: number }>`
    select ledger.count_spending(${account}, ${businessOn}, ${amountMinor}, ${chargedMinor}, ${fence}, ${nonce}) as code`.execute(ctx.tx);
  return only(called.rows).code;
}

/** Of a day that is over nothing is left to lower. */
export async function lowerDaySpent(ctx: Ctx, of: Pick<Counted, 'account' | 'amountMinor' | 'businessOn'>): Promise<void> {
  await sql`
    update ledger.account set day_spent = greatest(0, day_spent - ${of.amountMinor}::bigint)
    where bucket = ${bucketOf(of.account)} and id = ${of.account} and day_on = ${of.businessOn}::date`.execute(ctx.tx);
}

/** Several, in the order of their ids, as every posting locks them. */
export async function lockBalances(ctx: Ctx, ids: readonly AccountId[]): Promise<Account[]> {
  const rows = await accounts(ctx)
    .where('bucket', '=', sql<number>`any(${[...new Set(ids.map(bucketOf))]}::smallint[])`)
    .where('id', '=', sql<number>`any(${ids}::bigint[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map(accountOf);
}

export async function selectAccountsOf(ctx: Ctx, owner: string): Promise<Account[]> {
  const rows = await accounts(ctx).where('owner', '=', owner).orderBy('id').execute();
  return rows.map(accountOf);
}

export type AccountTerms = {
  owner: string;
  unit: number;
  kind: number;
  hot: boolean;
  floor: number | null;
  tx_limit: number | null;
  day_limit: number | null;
};

/** All in one statement; one whose unit does not exist is missing. */
export async function insertAccounts(ctx: Ctx, terms: readonly AccountTerms[]): Promise<AccountId[]> {
  const { rows } = await sql<{ id: number }>`
    insert into ledger.account (id, bucket, owner, unit, kind, hot, floor, tx_limit, day_limit, opened_at)
    select n.id, ledger.bucket_of(n.id), n.owner, u.id, n.kind, n.hot, n.floor, n.tx_limit, n.day_limit, ${ctx.now}
    from (
      select nextval('ledger.account_id_seq') as id, t.* from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb)
        as t(owner uuid, unit int, kind int, hot boolean, floor bigint, tx_limit bigint, day_limit bigint)
    ) n join ledger.unit u on u.id = n.unit
    returning id`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

export async function updateAccount(
  ctx: Ctx,
  id: AccountId,
  change: {
    status?: number;
    fence?: number;
    floor?: number | null;
    tx_limit?: number | null;
    day_limit?: number | null;
    imposed_tx_limit?: number | null;
    imposed_day_limit?: number | null;
  },
): Promise<void> {
  await db(ctx).updateTable('ledger.account').set(change).where('bucket', '=', bucketOf(id)).where('id', '=', id).execute();
}

/** All in one statement, locked in the order of their ids. Answers how many there were. */
export async function raiseFencesOf(ctx: Ctx, ids: readonly AccountId[]): Promise<number> {
  const { numAffectedRows } = await sql`
    with locked as (
      select a.bucket, a.id from ledger.account a join unnest(${ids}::bigint[]) as wanted (id) on a.bucket = ledger.bucket_of(wanted.id) and a.id = wanted.id
      order by a.id for no key update of a
    )
    update ledger.account a set fence = a.fence + 1 from locked where a.bucket = locked.bucket and a.id = locked.id`.execute(ctx.tx);
  return Number(numAffectedRows ?? 0);
}

export async function upsertUnit(ctx: Ctx, code: string): Promise<number> {
  await db(ctx)
    .insertInto('ledger.unit')
    .values({ code })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute();
  const row = await db(ctx).selectFrom('ledger.unit').select('id').where('code', '=', code).executeTakeFirstOrThrow();
  return row.id;
}

// ── Transfers ──

const TRANSFER_COLUMNS = [
  'id',
  'unit',
  'debit',
  'credit',
  'amount',
  'code',
  'at',
  'balance_after',
  'origin',
  'via',
  'original',
  'posting',
  'payer',
  'payer_balance',
  'lane',
  'page',
  'ordinal',
] as const;

type TransferRow = {
  id: string;
  unit: number;
  debit: number;
  credit: number;
  amount: number;
  code: number;
  at: Date;
  business_on: string;
  balance_after: number | null;
  origin: string | null;
  via: number | null;
  original: string | null;
  posting: string | null;
  payer: number | null;
  payer_balance: number | null;
  lane: number;
  page: number;
  ordinal: number;
};

function transferOf(row: TransferRow): Transfer {
  const { amount, business_on, balance_after, payer_balance, ...rest } = row;
  return {
    ...rest,
    amountMinor: toMinor(amount),
    businessOn: business_on,
    balanceAfterMinor: minorOrNull(balance_after),
    payerBalanceAfterMinor: minorOrNull(payer_balance),
  };
}

const transfers = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('ledger.transfer')
    .select([...TRANSFER_COLUMNS, sql<string>`business_on::text`.as('business_on')]);

export async function selectTransfer(ctx: Ctx, id: string): Promise<Transfer | undefined> {
  const row = await transfers(ctx).where('id', '=', id).executeTakeFirst();
  return row && transferOf(row);
}

export async function selectTransfers(ctx: Ctx, ids: readonly string[]): Promise<Transfer[]> {
  if (ids.length === 0) return [];
  const rows = await transfers(ctx).where('id', '=', sql<string>`any(${ids}::uuid[])`).execute();
  return rows.map(transferOf);
}

// ── Functions of the database ──

/** A row of type `ledger.movement`; what is left out reads as null. */
export type MovementRow = {
  id: string;
  debit?: number;
  credit?: number;
  amount: number;
  code?: number;
  fingerprint: number;
  origin?: string;
  via?: number;
  original?: string;
  posting?: string;
  /** Whose charge it is, where another account gives this leg. */
  payer?: number;
  fence?: number;
  nonce?: number;
  floor?: number;
  ceiling?: number;
  enforce_limits?: boolean;
};

export type PostRow = { reason: string | null; replayed: boolean; at: Date; balances: (number | null)[] };

export async function callPost(ctx: Ctx, businessOn: string, movements: readonly MovementRow[]): Promise<PostRow> {
  const posted = await sql<PostRow>`
    select reason, replayed, at, to_json(balances) as balances
    from ledger.post(${ctx.now}, ${businessOn}, ${JSON.stringify(movements)}::jsonb)`.execute(ctx.tx);
  return only(posted.rows);
}

/** `parameters` are those of a batch without its lane, for which a free one is taken. */
export async function callChargeWithin(ctx: Ctx, parameters: readonly unknown[]): Promise<string> {
  const called = await sql<{ answers: string }>`
    select ledger.charge_batch((ledger.take_direct_lane()).lane, ${sql.join(parameters)}) as answers`.execute(ctx.tx);
  return only(called.rows).answers;
}

export function only<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (row === undefined) throw new Error('the ledger answered no row');
  return row;
}
