import type { Id, Minor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import { type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { confinedTo } from '../organizations/index.ts';
import type { SettlementTables, TakingKind } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SettlementTables>();
const SUMS = ['payment_count', 'gross_minor', 'refund_count', 'refunds_minor', 'other_minor', 'commission_minor'] as const;

/** The first of the two lines: who belongs to a merchant sees that merchant's alone, and of an issuer's people nothing is. */
const statements = (ctx: Ctx) => {
  const own = confinedTo(ctx.actor);
  return tables(ctx)
    .selectFrom('settlement.takings_statement')
    .select(['id', 'merchant_id', ...SUMS, 'carried_minor', 'issued_at'])
    .select([sql<string>`first_on::text`.as('first_on'), sql<string>`last_on::text`.as('last_on'), sql<string>`due_on::text`.as('due_on')])
    .where(own === undefined ? sql<SqlBool>`true` : sql<SqlBool>`merchant_id = ${own}`);
};
export type TakingsRow = Awaited<ReturnType<typeof selectTakingsStatements>>[number];

type Filter = {
  merchantId: Id<'organization'> | undefined;
  from: string | undefined;
  to: string | undefined;
  beforeId: Id<'takingsStatement'> | undefined;
  limit: number;
};

/** Newest first. */
export function selectTakingsStatements(ctx: Ctx, { merchantId, from, to, beforeId, limit }: Filter) {
  let query = statements(ctx).orderBy('id', 'desc').limit(limit);
  if (merchantId) query = query.where('merchant_id', '=', merchantId);
  if (from) query = query.where('last_on', '>=', from);
  if (to) query = query.where('last_on', '<=', to);
  if (beforeId) query = query.where('id', '<', beforeId);
  return query.execute();
}

export function selectTakingsStatement(ctx: Ctx, id: Id<'takingsStatement'>) {
  return statements(ctx).where('id', '=', id).executeTakeFirst();
}

type Span = Pick<TakingsRow, 'merchant_id' | 'first_on' | 'last_on'>;

export function selectTakingsDays(ctx: Ctx, { merchant_id, first_on, last_on }: Span) {
  return tables(ctx)
    .selectFrom('settlement.takings_day')
    .select([...SUMS, sql<string>`counted_on::text`.as('counted_on')])
    .where('merchant_id', '=', merchant_id)
    .where('counted_on', '>=', first_on)
    .where('counted_on', '<=', last_on)
    .orderBy('settlement.takings_day.counted_on')
    .execute();
}

/** By day and bearer, from one index: what is settled takes nothing more, so it never changes. */
export async function selectDiscounts(ctx: Ctx, { merchant_id, first_on, last_on }: Span): Promise<BorneOn[]> {
  const { rows } = await sql<BorneOn>`
    select counted_on::text as "countedOn", bearer, sum(discount_minor)::bigint as "discountMinor" from settlement.taking
    where merchant_id = ${merchant_id} and counted_on between ${first_on}::date and ${last_on}::date and bearer is not null
    group by counted_on, bearer`.execute(ctx.tx);
  return rows;
}
export type BorneOn = { countedOn: string; bearer: Bearer; discountMinor: Minor };

type LineFilter = {
  bearer: Bearer | undefined;
  kind: TakingKind | undefined;
  on: string | undefined;
  before: readonly [countedOn: string, id: string] | undefined;
  limit: number;
};

/** Newest first, by the day on which they count. */
export function selectTakingLines(ctx: Ctx, { merchant_id, first_on, last_on }: Span, of: LineFilter) {
  let query = tables(ctx)
    .selectFrom('settlement.taking')
    .select(['id', 'kind', 'occurred_at', 'amount_minor', 'commission_bps', 'commission_minor', 'bearer', 'discount_minor'])
    .select([sql<string>`business_on::text`.as('business_on'), sql<string>`counted_on::text`.as('counted_on')])
    .where('merchant_id', '=', merchant_id)
    .where(sql<SqlBool>`counted_on between ${first_on}::date and ${last_on}::date`)
    .orderBy('settlement.taking.counted_on', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit);
  if (of.on) query = query.where('counted_on', '=', of.on);
  if (of.kind) query = query.where('kind', '=', of.kind);
  if (of.bearer) query = query.where('bearer', '=', of.bearer);
  if (of.before) {
    const [day, id] = of.before;
    query = query.where(sql<SqlBool>`(counted_on, id) < (${day}::date, ${id}::uuid)`);
  }
  return query.execute();
}
