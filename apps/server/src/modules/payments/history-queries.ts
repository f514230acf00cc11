import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { Party } from './party.ts';
import type { ListedPayment } from './queries.ts';
import type { PaymentKind, PaymentsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<PaymentsTables>();

export type PaymentFilter = {
  party: Party;
  kind?: PaymentKind;
  from?: string;
  to?: string;
  memberIds?: readonly Id<'member'>[];
  merchantId?: Id<'organization'>;
  terminalId?: Id<'terminal'>;
  paymentId?: Id<'payment'>;
  /** Borne by this purse, or paid into it. */
  accountId?: number;
  leastMinor?: number;
  mostMinor?: number;
  /** In a reason, or at one of these shops. */
  text?: { part: string; merchantIds: readonly Id<'organization'>[] };
  before?: { at: string; id: string };
};

const COLUMNS = [
  'id',
  'kind',
  'amount_minor',
  'balance_after_minor',
  'member_id',
  'merchant_id',
  'terminal_id',
  'staff_id',
  'credential',
  'original_id',
  'reason',
  'at',
] as const;

type Payments = SelectQueryBuilder<PaymentsTables & { p: PaymentsTables['payments.payment'] }, 'p', object>;

/** Newest first, each with the sum of its refunds. */
export async function selectPayments(ctx: Ctx, filter: PaymentFilter & { limit: number }): Promise<ListedPayment[]> {
  if (filter.party === 'nobody') return [];
  let query = matching(ctx, filter);
  if (filter.before) query = query.where(sql<boolean>`(p.at, p.id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  const rows = await query
    .select([...COLUMNS.map((column) => `p.${column}` as const), sql<string>`p.business_on::text`.as('business_on')])
    .select(sql<number>`coalesce((select sum(r.amount_minor) from payments.payment r where r.original_id = p.id), 0)::bigint`.as('refunded_minor'))
    .orderBy('p.at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(filter.limit)
    .execute();
  return rows.map((row) => ({ ...row, refunded_minor: toMinor(row.refunded_minor) }));
}

export type KindSumRow = { kind: PaymentKind; count: number; amount_minor: Minor };

/** Sums by kind of all that matches. */
export async function selectKindSums(ctx: Ctx, filter: PaymentFilter): Promise<KindSumRow[]> {
  if (filter.party === 'nobody') return [];
  return matching(ctx, filter)
    .select(['p.kind', sql<number>`count(*)::bigint`.as('count'), sql<Minor>`sum(p.amount_minor)::bigint`.as('amount_minor')])
    .groupBy('p.kind')
    .execute();
}

export type ShopSumRow = { merchant_id: Id<'organization'>; count: number; net_minor: Minor };

/** What was paid at each shop less what it gave back, the most first. */
export async function selectShopSums(ctx: Ctx, filter: PaymentFilter & { limit: number }): Promise<ShopSumRow[]> {
  if (filter.party === 'nobody') return [];
  const net = sql<Minor>`sum(case p.kind when 'refund' then -p.amount_minor else p.amount_minor end)::bigint`;
  const rows = await matching(ctx, filter)
    .where('p.kind', 'in', ['charge', 'refund'])
    .select(['p.merchant_id', sql<number>`(count(*) filter (where p.kind = 'charge'))::bigint`.as('count'), net.as('net_minor')])
    .groupBy('p.merchant_id')
    .orderBy(net, 'desc')
    .orderBy('p.merchant_id')
    .limit(filter.limit)
    .execute();
  return rows.flatMap(({ merchant_id, ...row }) => (merchant_id === null ? [] : [{ merchant_id, ...row }]));
}

/** Everything before a business day, with its sign: what the wallet held when the day began. */
export async function selectHeldBefore(
  ctx: Ctx,
  of: { memberId: Id<'member'>; businessOn: string; incoming: readonly PaymentKind[] },
): Promise<Minor> {
  const signed = sql<number>`sum(case when p.kind = any(${of.incoming}::text[]) then p.amount_minor else -p.amount_minor end)`;
  const row = await matching(ctx, { party: 'everybody', memberIds: [of.memberId] })
    .where('p.business_on', '<', of.businessOn)
    .select(sql<number>`coalesce(${signed}, 0)::bigint`.as('held'))
    .executeTakeFirstOrThrow();
  return toMinor(row.held);
}

function matching(ctx: Ctx, filter: PaymentFilter): Payments {
  let query: Payments = tables(ctx).selectFrom('payments.payment as p');
  if (departmentsOf(ctx.actor) !== undefined) query = query.where(ofMembersSeenBy(ctx.actor, 'p.member_id'));
  const { party, text } = filter;
  if (typeof party !== 'string') {
    query = 'memberId' in party ? query.where('p.member_id', '=', party.memberId) : query.where('p.merchant_id', '=', party.merchantId);
  }
  if (filter.kind) query = query.where('p.kind', '=', filter.kind);
  // The indexes are on the instant; a business day lies between the day before it and the day after it, whatever the zone.
  if (filter.from) query = query.where('p.business_on', '>=', filter.from).where('p.at', '>=', sql<Date>`${filter.from}::date - 1`);
  if (filter.to) query = query.where('p.business_on', '<=', filter.to).where('p.at', '<', sql<Date>`${filter.to}::date + 2`);
  if (filter.memberIds) query = query.where('p.member_id', '=', sql<Id<'member'>>`any(${filter.memberIds}::uuid[])`);
  if (filter.merchantId) query = query.where('p.merchant_id', '=', filter.merchantId);
  if (filter.terminalId) query = query.where('p.terminal_id', '=', filter.terminalId);
  if (filter.paymentId) query = query.where('p.id', '=', filter.paymentId);
  if (filter.accountId !== undefined)
    query = query.where(sql<boolean>`exists (select from payments.leg l where l.payment_id = p.id and l.account_id = ${filter.accountId})`);
  if (filter.leastMinor !== undefined) query = query.where('p.amount_minor', '>=', toMinor(filter.leastMinor));
  if (filter.mostMinor !== undefined) query = query.where('p.amount_minor', '<=', toMinor(filter.mostMinor));
  if (!text) return query;
  return query.where(sql<boolean>`(position(lower(${text.part}) in lower(p.reason)) > 0 or p.merchant_id = any(${text.merchantIds}::uuid[]))`);
}

/** The refunds of one payment, newest first; at most as many as one page shows. */
export async function selectRefundsOf(ctx: Ctx, paymentId: Id<'payment'>, limit: number): Promise<ListedPayment[]> {
  const rows = await tables(ctx)
    .selectFrom('payments.payment')
    .select([...COLUMNS, sql<string>`business_on::text`.as('business_on')])
    .where('original_id', '=', paymentId)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, refunded_minor: toMinor(0) }));
}
