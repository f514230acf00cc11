import type { Id } from '@tessera/kernel';
import { type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { AccrualKind, SettlementTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();

/**
 * The first of the two lines: one who belongs to an issuer or a merchant sees what is that organization's and issued. Of a merchant's
 * people nothing is an issuer's, since its id is another's.
 */
function ownIssued({ actor }: Ctx, column: 'issuer_id' | 'merchant_id') {
  const own = confinedTo(actor);
  return own === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = ${own} and issued_at is not null`;
}

const bills = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('settlement.bill')
    .select(['id', 'issuer_id', 'accrual_count', 'points', 'amount_minor', 'issued_at', sql<string>`first_on::text`.as('first_on')])
    .where(ownIssued(ctx, 'issuer_id'));
export type BillRow = Awaited<ReturnType<typeof selectBills>>[number];
const payables = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('settlement.payable')
    .select(['id', 'merchant_id', 'accrual_count', 'quantity', 'agreed_minor', 'cash_minor', 'issued_at', sql<string>`first_on::text`.as('first_on')])
    .where(ownIssued(ctx, 'merchant_id'));
export type PayableRow = Awaited<ReturnType<typeof selectPayables>>[number];

type StatementFilter<Noun extends string> = {
  firstOn: string | undefined;
  partyId: Id<'organization'> | undefined;
  beforeId: Id<Noun> | undefined;
  limit: number;
};

/** Newest first. */
export function selectBills(ctx: Ctx, { firstOn, partyId, beforeId, limit }: StatementFilter<'issuerBill'>) {
  let query = bills(ctx).orderBy('id', 'desc').limit(limit);
  if (firstOn) query = query.where('first_on', '=', firstOn);
  if (partyId) query = query.where('issuer_id', '=', partyId);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectBill(ctx: Ctx, billId: Id<'issuerBill'>) {
  return bills(ctx).where('id', '=', billId).executeTakeFirst();
}

/** Newest first. */
export function selectPayables(ctx: Ctx, { firstOn, partyId, beforeId, limit }: StatementFilter<'payable'>) {
  let query = payables(ctx).orderBy('id', 'desc').limit(limit);
  if (firstOn) query = query.where('first_on', '=', firstOn);
  if (partyId) query = query.where('merchant_id', '=', partyId);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectPayable(ctx: Ctx, payableId: Id<'payable'>) {
  return payables(ctx).where('id', '=', payableId).executeTakeFirst();
}

type Span = { firstOn: string; lastOn: string };

export function selectIssuerDays(ctx: Ctx, { issuerId, firstOn, lastOn }: Span & { issuerId: Id<'organization'> | null }) {
  return tables(ctx)
    .selectFrom('settlement.issuer_day')
    .select(['programme_id', 'accrual_count', 'points', 'amount_minor', sql<string>`counted_on::text`.as('counted_on')])
    .where('issuer_id', 'is not distinct from', issuerId)
    .where('counted_on', '>=', firstOn)
    .where('counted_on', '<=', lastOn)
    .orderBy('counted_on')
    .orderBy('programme_id')
    .execute();
}

export function selectMerchantDays(ctx: Ctx, { merchantId, firstOn, lastOn }: Span & { merchantId: Id<'organization'> }) {
  return tables(ctx)
    .selectFrom('settlement.merchant_day')
    .select(['accrual_count', 'quantity', 'agreed_minor', 'cash_minor', sql<string>`counted_on::text`.as('counted_on')])
    .where('merchant_id', '=', merchantId)
    .where('counted_on', '>=', firstOn)
    .where('counted_on', '<=', lastOn)
    .orderBy('counted_on')
    .execute();
}

export type LineFilter = Span & { kind: AccrualKind | undefined; on: string | undefined; limit: number };

/** The days of the statement, or of those the one that was asked for. */
function countedIn({ firstOn, lastOn, on }: LineFilter) {
  return sql<SqlBool>`counted_on between ${on ?? firstOn}::date and ${on ?? lastOn}::date and counted_on between ${firstOn}::date and ${lastOn}::date`;
}

/** Newest first, by the day on which they count. */
export function selectShares(
  ctx: Ctx,
  of: LineFilter & {
    issuerId: Id<'organization'> | null;
    programmeId: Id<'pointsProgramme'> | undefined;
    before: readonly [countedOn: string, accrualId: string, programmeId: string] | undefined;
  },
) {
  let query = tables(ctx)
    .selectFrom('settlement.share')
    .select(['accrual_id', 'programme_id', 'kind', 'occurred_at', 'member_id', 'merchant_id', 'item_id', 'item_name', 'points', 'price_minor'])
    .select(sql<string>`counted_on::text`.as('counted_on'))
    .where('issuer_id', 'is not distinct from', of.issuerId)
    .where(countedIn(of))
    .orderBy('settlement.share.counted_on', 'desc')
    .orderBy('accrual_id', 'desc')
    .orderBy('programme_id', 'desc')
    .limit(of.limit);
  if (of.kind) query = query.where('kind', '=', of.kind);
  if (of.programmeId) query = query.where('programme_id', '=', of.programmeId);
  if (of.before) {
    const [day, accrualId, programmeId] = of.before;
    query = query.where(sql<SqlBool>`(counted_on, accrual_id, programme_id) < (${day}::date, ${accrualId}::uuid, ${programmeId}::uuid)`);
  }
  return query.execute();
}
export type ShareLine = Awaited<ReturnType<typeof selectShares>>[number];

/** What reversals among these take back. */
export function selectReversed(ctx: Ctx, accrualIds: readonly string[]) {
  return tables(ctx)
    .selectFrom('settlement.accrual')
    .select(['id', 'reverses'])
    .where('id', '=', sql<string>`any(${accrualIds}::uuid[])`)
    .where('reverses', 'is not', null)
    .execute();
}

/** Newest first, by the day on which they count. */
export function selectServed(
  ctx: Ctx,
  of: LineFilter & { merchantId: Id<'organization'>; before: readonly [countedOn: string, accrualId: string] | undefined },
) {
  let query = tables(ctx)
    .selectFrom('settlement.accrual')
    .select(['id', 'kind', 'occurred_at', 'member_id', 'shop_id', 'item_id', 'item_name', 'quantity', 'agreed_minor', 'cash_minor'])
    .select(sql<string>`counted_on::text`.as('counted_on'))
    .where('merchant_id', '=', of.merchantId)
    .where(countedIn(of))
    .orderBy('settlement.accrual.counted_on', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit);
  if (of.kind) query = query.where('kind', '=', of.kind);
  if (of.before) {
    const [day, accrualId] = of.before;
    query = query.where(sql<SqlBool>`(counted_on, id) < (${day}::date, ${accrualId}::uuid)`);
  }
  return query.execute();
}
export type ServedLine = Awaited<ReturnType<typeof selectServed>>[number];
