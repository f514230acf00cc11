import type { EARNING_RULE_STATUSES } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofProgrammesSeenBy } from './queries.ts';
import type { LoyaltyTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<LoyaltyTables>();

const RULE = [
  'id',
  'programme_id',
  'points',
  'per_minor',
  'factor_percent',
  'merchant_ids',
  'audience',
  'status',
  'starts_at',
  'made_by_name',
] as const;

const rules = (ctx: Ctx) =>
  tables(ctx).selectFrom('loyalty.earning_rule').select(RULE).where(ofProgrammesSeenBy(ctx.actor, 'earning_rule.programme_id'));
export type EarningRuleRow = Awaited<ReturnType<typeof selectEarningRules>>[number];

/** Newest first. */
export function selectEarningRules(ctx: Ctx, page: { programmeId: Id<'pointsProgramme'>; beforeId?: Id<'earningRule'> | undefined; limit: number }) {
  const query = rules(ctx).where('programme_id', '=', page.programmeId).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

export function lockEarningRule(ctx: Ctx, ruleId: Id<'earningRule'>) {
  return rules(ctx).where('id', '=', ruleId).forUpdate().executeTakeFirst();
}

/** Those by which spending earns now, the oldest first. */
export function selectActiveEarningRules(ctx: Ctx, limit: number): Promise<EarningRuleRow[]> {
  return rules(ctx).where('status', '=', 'active').orderBy('id').limit(limit).execute();
}

export async function insertEarningRule(ctx: Ctx, row: Insertable<LoyaltyTables['loyalty.earning_rule']>): Promise<void> {
  await tables(ctx).insertInto('loyalty.earning_rule').values(row).execute();
}

export async function turnEarningRule(ctx: Ctx, ruleId: Id<'earningRule'>, status: (typeof EARNING_RULE_STATUSES)[number]): Promise<void> {
  await tables(ctx).updateTable('loyalty.earning_rule').set({ status }).where('id', '=', ruleId).execute();
}

export type Earning = Selectable<LoyaltyTables['loyalty.earning']>;

const earnings = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('loyalty.earning')
    .select(['payment_id', 'programme_id', 'member_id', 'rule_id', 'lot_id', 'points', 'per_minor', 'factor_percent', 'net_minor', 'paid_at']);

export function selectEarningsOfLots(ctx: Ctx, lotIds: readonly Id<'pointsLot'>[]): Promise<Earning[]> {
  return earnings(ctx).where('lot_id', '=', sql<Id<'pointsLot'>>`any(${lotIds}::uuid[])`).execute();
}

/** What payments earned, locked in one order. */
export function lockEarnings(ctx: Ctx, paymentIds: readonly string[]): Promise<Earning[]> {
  return earnings(ctx)
    .where('payment_id', '=', sql<string>`any(${paymentIds}::uuid[])`)
    .orderBy('payment_id')
    .orderBy('programme_id')
    .forUpdate()
    .execute();
}

export async function insertEarnings(ctx: Ctx, rows: readonly Earning[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into loyalty.earning (payment_id, programme_id, member_id, rule_id, lot_id, points, per_minor, factor_percent, net_minor, paid_at)
    select payment_id, programme_id, member_id, rule_id, lot_id, points, per_minor, factor_percent, net_minor, paid_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(payment_id uuid, programme_id uuid, member_id uuid, rule_id uuid, lot_id uuid,
      points bigint, per_minor bigint, factor_percent int, net_minor bigint, paid_at timestamptz)`.execute(ctx.tx);
}

/** What is left of payments of which something was given back. */
export async function saveNets(ctx: Ctx, rows: readonly Pick<Earning, 'payment_id' | 'programme_id' | 'net_minor'>[]): Promise<void> {
  await sql`
    update loyalty.earning e set net_minor = r.net_minor
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(payment_id uuid, programme_id uuid, net_minor bigint)
    where e.payment_id = r.payment_id and e.programme_id = r.programme_id`.execute(ctx.tx);
}

/** A pending lot becomes a smaller one: it never held the points in the ledger. */
export async function shrinkPending(ctx: Ctx, lots: readonly { id: Id<'pointsLot'>; points: number }[]): Promise<void> {
  if (lots.length === 0) return;
  await sql`
    update loyalty.lot l set granted = r.points, remaining = r.points
    from jsonb_to_recordset(${JSON.stringify(lots)}::jsonb) as r(id uuid, points bigint) where l.id = r.id and l.state = 'pending'`.execute(ctx.tx);
}
