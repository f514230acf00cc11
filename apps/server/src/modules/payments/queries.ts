import { type BusinessDay, type Id, type Minor, toMinor } from '@tessera/kernel';
import { type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { PaymentsTables, TotalKind } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<PaymentsTables>();

export type PaymentRow = Selectable<PaymentsTables['payments.payment']>;
/** A payment with what has been given back of it so far. */
export type ListedPayment = PaymentRow & { refunded_minor: Minor };

// ── Accounts ──

export async function selectMerchantAccount(ctx: Ctx, merchantId: Id<'organization'>): Promise<number | undefined> {
  const row = await tables(ctx).selectFrom('payments.merchant_account').select('account_id').where('merchant_id', '=', merchantId).executeTakeFirst();
  return row?.account_id;
}

export async function selectMerchantsByAccounts(ctx: Ctx, accountIds: readonly number[]): Promise<Map<number, Id<'organization'>>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('payments.merchant_account')
    .select(['account_id', 'merchant_id'])
    .where('account_id', 'in', accountIds)
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.merchant_id]));
}

export async function insertMerchantAccount(ctx: Ctx, merchantId: Id<'organization'>, accountId: number): Promise<void> {
  await tables(ctx).insertInto('payments.merchant_account').values({ merchant_id: merchantId, account_id: accountId }).execute();
}

export async function selectChannelAccount(ctx: Ctx, channel: string): Promise<number | undefined> {
  const row = await tables(ctx).selectFrom('payments.channel_account').select('account_id').where('channel', '=', channel).executeTakeFirst();
  return row?.account_id;
}

export async function insertChannelAccount(ctx: Ctx, channel: string, accountId: number): Promise<void> {
  await tables(ctx).insertInto('payments.channel_account').values({ channel, account_id: accountId }).execute();
}

/** Lets one transaction at a time open accounts here, so that none is opened twice. Rare: once a merchant. */
export async function lockAccountBooks(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('payments.accounts', 0))`.execute(ctx.tx);
}

// ── Payments ──

/** Adds what is not there yet, in one statement; answers the ids that were new. */
export async function insertPayments(ctx: Ctx, rows: readonly PaymentRow[]): Promise<Id<'payment'>[]> {
  if (rows.length === 0) return [];
  const added = await sql<{ id: Id<'payment'> }>`
    insert into payments.payment (id, kind, amount_minor, balance_after_minor, member_id, merchant_id, terminal_id, staff_id,
      credential, original_id, reason, business_on, at)
    select id, kind, amount_minor, balance_after_minor, member_id, merchant_id, terminal_id, staff_id,
      credential, original_id, reason, business_on, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, amount_minor bigint, balance_after_minor bigint,
      member_id uuid, merchant_id uuid, terminal_id uuid, staff_id uuid, credential text, original_id uuid, reason text,
      business_on date, at timestamptz)
    on conflict (id) do nothing
    returning id`.execute(ctx.tx);
  return added.rows.map((row) => row.id);
}

/** Rows locked in the order of their key, so that two writers never wait for each other in a circle. */
export async function addDayTotals(ctx: Ctx, rows: readonly PaymentRow[]): Promise<void> {
  await sql`
    insert into payments.day_total (business_on, merchant_id, terminal_id, kind, payment_count, amount_minor)
    select business_on, merchant_id, terminal_id, kind, count(*), sum(amount_minor)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(business_on date, merchant_id uuid, terminal_id uuid, kind text, amount_minor bigint)
    group by business_on, merchant_id, terminal_id, kind
    order by business_on, merchant_id, terminal_id, kind
    on conflict (business_on, merchant_id, terminal_id, kind) do update
    set payment_count = day_total.payment_count + excluded.payment_count, amount_minor = day_total.amount_minor + excluded.amount_minor`.execute(
    ctx.tx,
  );
}

/** One amount more, or less, in the totals of its day. */
export async function addTotal(
  ctx: Ctx,
  of: { businessOn: string; merchantId: Id<'organization'>; terminalId: Id<'terminal'> | null; kind: TotalKind; count: number; amountMinor: Minor },
): Promise<void> {
  await sql`
    insert into payments.day_total (business_on, merchant_id, terminal_id, kind, payment_count, amount_minor)
    values (${of.businessOn}, ${of.merchantId}, ${of.terminalId}, ${of.kind}, ${of.count}, ${of.count < 0 ? -of.amountMinor : of.amountMinor})
    on conflict (business_on, merchant_id, terminal_id, kind) do update
    set payment_count = day_total.payment_count + excluded.payment_count, amount_minor = day_total.amount_minor + excluded.amount_minor`.execute(
    ctx.tx,
  );
}

export type TillSumRow = { terminal_id: Id<'terminal'> | null; kind: TotalKind; payment_count: number; amount_minor: Minor };

/** Of all days of terminals, by kind. */
export async function selectTillSums(ctx: Ctx, terminalIds: readonly Id<'terminal'>[]): Promise<TillSumRow[]> {
  if (terminalIds.length === 0) return [];
  return tables(ctx)
    .selectFrom('payments.day_total')
    .select([
      'terminal_id',
      'kind',
      sql<number>`sum(payment_count)::bigint`.as('payment_count'),
      sql<Minor>`sum(amount_minor)::bigint`.as('amount_minor'),
    ])
    .where('terminal_id', 'in', terminalIds)
    .where('kind', 'in', ['charge', 'refund'])
    .groupBy(['terminal_id', 'kind'])
    .execute();
}

export async function selectMerchantSums(ctx: Ctx, of: { merchantIds: readonly Id<'organization'>[]; from: string; to: string }) {
  return tables(ctx)
    .selectFrom('payments.day_total')
    .select([sql<number>`coalesce(sum(payment_count), 0)::int`.as('count'), sql<Minor>`coalesce(sum(amount_minor), 0)::bigint`.as('minor')])
    .where('merchant_id', 'in', of.merchantIds)
    .where('kind', 'in', ['charge', 'sale'])
    .where('business_on', '>=', of.from)
    .where('business_on', '<=', of.to)
    .executeTakeFirstOrThrow();
}

export type TotalRow = { merchant_id: Id<'organization'> | null; kind: TotalKind; payment_count: number; amount_minor: Minor };

/** Sums of one business day by merchant and kind; `merchantId` and `terminalId` narrow them. */
export async function selectDayTotals(
  ctx: Ctx,
  at: { businessOn: string; merchantId?: Id<'organization'>; terminalId?: Id<'terminal'> },
): Promise<TotalRow[]> {
  let query = tables(ctx)
    .selectFrom('payments.day_total')
    .select([
      'merchant_id',
      'kind',
      sql<number>`sum(payment_count)::bigint`.as('payment_count'),
      sql<Minor>`sum(amount_minor)::bigint`.as('amount_minor'),
    ])
    .where('business_on', '=', at.businessOn)
    .groupBy(['merchant_id', 'kind']);
  if (at.merchantId) query = query.where('merchant_id', '=', at.merchantId);
  if (at.terminalId) query = query.where('terminal_id', '=', at.terminalId);
  return query.execute();
}

/** The same from the payments that the actor sees, for whom no roll-up is kept. */
export async function selectSeenTotals(ctx: Ctx, businessOn: string): Promise<TotalRow[]> {
  return (
    tables(ctx)
      .selectFrom('payments.payment')
      .select(['merchant_id', 'kind', sql<number>`count(*)::bigint`.as('payment_count'), sql<Minor>`sum(amount_minor)::bigint`.as('amount_minor')])
      .where('business_on', '=', businessOn)
      .where(ofMembersSeenBy(ctx.actor, 'member_id'))
      // The index is on the instant, and a business day lies within these three.
      .where('at', '>=', sql<Date>`${businessOn}::date - 1`)
      .where('at', '<', sql<Date>`${businessOn}::date + 2`)
      .groupBy(['merchant_id', 'kind'])
      .execute()
  );
}

export async function selectRefundedMinor(ctx: Ctx, paymentId: Id<'payment'>): Promise<Minor> {
  const row = await tables(ctx)
    .selectFrom('payments.payment')
    .select(sql<number>`coalesce(sum(amount_minor), 0)::bigint`.as('sum'))
    .where('original_id', '=', paymentId)
    .executeTakeFirstOrThrow();
  return toMinor(row.sum);
}

export async function selectPayingMembers(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<Id<'member'>[]> {
  const rows = await tables(ctx).selectFrom('payments.payment').select('member_id').distinct().where('member_id', 'in', memberIds).execute();
  return rows.map((row) => row.member_id);
}

type Customers = { merchantId: Id<'organization'>; since: Date; memberIds: readonly Id<'member'>[] };

export async function selectCustomers(ctx: Ctx, { merchantId, since, memberIds }: Customers): Promise<Id<'member'>[]> {
  const { rows } = await sql<{ id: Id<'member'> }>`
    select id from unnest(${memberIds}::uuid[]) id where exists (
      select from payments.payment where member_id = id and merchant_id = ${merchantId} and kind = 'charge' and at >= ${since})`.execute(ctx.tx);
  return rows.map((row) => row.id);
}

export async function selectShopsOf(ctx: Ctx, memberId: Id<'member'>, since: Date): Promise<Id<'organization'>[]> {
  const rows = await tables(ctx)
    .selectFrom('payments.payment')
    .select('merchant_id')
    .distinct()
    .where('member_id', '=', memberId)
    .where('kind', '=', 'charge')
    .where('at', '>=', since)
    .execute();
  return rows.flatMap((row) => row.merchant_id ?? []);
}

export function selectSaleCounts(ctx: Ctx, from: BusinessDay): Promise<{ merchant_id: Id<'organization'> | null; sale_count: number }[]> {
  return tables(ctx)
    .selectFrom('payments.day_total')
    .select(['merchant_id', sql<number>`sum(payment_count)::bigint`.as('sale_count')])
    .where('business_on', '>=', from)
    .where('kind', '=', 'charge')
    .where('merchant_id', 'is not', null)
    .groupBy('merchant_id')
    .execute();
}
