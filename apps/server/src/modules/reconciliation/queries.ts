import type { DifferenceKind, DifferenceState } from '@tessera/contract';
import type { BusinessDay, Id, Minor } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { ReconciliationTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<ReconciliationTables>();
export type DifferenceRow = Selectable<ReconciliationTables['reconciliation.difference']>;
export type AdjustmentRow = Selectable<ReconciliationTables['reconciliation.adjustment']>;
export type DayRow = Selectable<ReconciliationTables['reconciliation.day']>;

const DIFFERENCE_COLUMNS = [
  'id',
  sql<BusinessDay>`business_on::text`.as('business_on'),
  'channel_key',
  'kind',
  'entry_kind',
  'number',
  'out_trade_no',
  'order_id',
  'channel_minor',
  'our_minor',
  'at',
  'state',
  'reason',
  'changed_by',
  'raised_at',
  'changed_at',
] as const;
const ADJUSTMENT_COLUMNS = [
  'id',
  'difference_id',
  'direction',
  'amount_minor',
  'reason',
  'state',
  'maker_id',
  'maker_name',
  'made_at',
  'checker_id',
  'checker_name',
  'checked_at',
  sql<BusinessDay | null>`business_on::text`.as('business_on'),
] as const;

// ── Differences ──

const UNSETTLED = ['suspense', 'open', 'proposed', 'parked'] as const;

export type DifferenceFilter = {
  businessOn?: BusinessDay | undefined;
  channel?: string | undefined;
  kind?: DifferenceKind | undefined;
  /** `unsettled`: about which something is still to be done. */
  state?: DifferenceState | 'unsettled' | undefined;
  q?: string | undefined;
  beforeId?: string | undefined;
  limit: number;
};

/** Newest first. */
export function selectDifferences(ctx: Ctx, filter: DifferenceFilter): Promise<DifferenceRow[]> {
  let query = tables(ctx).selectFrom('reconciliation.difference').select(DIFFERENCE_COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  const { businessOn, channel, kind, state, q, beforeId } = filter;
  if (businessOn) query = query.where('business_on', '=', businessOn);
  if (channel) query = query.where('channel_key', '=', channel);
  if (kind) query = query.where('kind', '=', kind);
  if (state) query = query.where('state', 'in', state === 'unsettled' ? UNSETTLED : [state]);
  if (q) query = query.where((is) => is.or([is('number', '=', q.replaceAll('-', '')), is('out_trade_no', '=', q.replaceAll('-', ''))]));
  if (beforeId) query = query.where('id', '<', sql<Id<'difference'>>`${beforeId}::uuid`);
  return query.execute();
}

export function selectDifference(ctx: Ctx, differenceId: Id<'difference'>): Promise<DifferenceRow | undefined> {
  return tables(ctx).selectFrom('reconciliation.difference').select(DIFFERENCE_COLUMNS).where('id', '=', differenceId).executeTakeFirst();
}

export function lockDifference(ctx: Ctx, differenceId: Id<'difference'>): Promise<DifferenceRow | undefined> {
  return tables(ctx).selectFrom('reconciliation.difference').select(DIFFERENCE_COLUMNS).where('id', '=', differenceId).forUpdate().executeTakeFirst();
}

export async function updateDifference(
  ctx: Ctx,
  differenceId: Id<'difference'>,
  change: Updateable<ReconciliationTables['reconciliation.difference']>,
): Promise<void> {
  await tables(ctx)
    .updateTable('reconciliation.difference')
    .set({ ...change, changed_at: ctx.now })
    .where('id', '=', differenceId)
    .execute();
}

/** Writes down what does not agree; what was looked at before and differs otherwise by now is open again. */
export async function putBooksDifference(ctx: Ctx, row: Insertable<ReconciliationTables['reconciliation.difference']>): Promise<void> {
  await tables(ctx)
    .insertInto('reconciliation.difference')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .constraint('difference_once')
        .doUpdateSet((is) => ({
          state: 'open',
          reason: null,
          changed_by: null,
          changed_at: ctx.now,
          channel_minor: is.ref('excluded.channel_minor'),
          our_minor: is.ref('excluded.our_minor'),
        }))
        .where((is) =>
          is.or([
            is('reconciliation.difference.state', '=', 'explained'),
            is('reconciliation.difference.channel_minor', 'is distinct from', is.ref('excluded.channel_minor')),
            is('reconciliation.difference.our_minor', 'is distinct from', is.ref('excluded.our_minor')),
          ]),
        ),
    )
    .execute();
}

/** A sum that agrees by now. */
export async function explainBooks(ctx: Ctx, of: { businessOn: BusinessDay; channel: string; check: string }): Promise<void> {
  await tables(ctx)
    .updateTable('reconciliation.difference')
    .set({ state: 'explained', changed_by: null, changed_at: ctx.now })
    .where('business_on', '=', of.businessOn)
    .where('channel_key', '=', of.channel)
    .where('kind', '=', 'books')
    .where('number', '=', of.check)
    .where('state', 'in', ['open', 'parked'])
    .execute();
}

export type DayCounts = { business_on: BusinessDay; state: DifferenceState; count: number; gap_minor: Minor };

/** By day and state; the gap is what the channels have more of than we. Sums of the books are in no channel's hands. */
export async function selectDayCounts(ctx: Ctx, of: { from: BusinessDay; to: BusinessDay }): Promise<DayCounts[]> {
  const { rows } = await sql<DayCounts>`
    select business_on::text, state, count(*)::int as count,
      coalesce(sum((coalesce(channel_minor, 0) - coalesce(our_minor, 0)) * case entry_kind when 'refund' then -1 when 'payment' then 1 else 0 end), 0)::bigint
        as gap_minor
    from reconciliation.difference where business_on between ${of.from}::date and ${of.to}::date group by 1, 2`.execute(ctx.tx);
  return rows;
}

// ── Adjustments ──

export function selectAdjustments(ctx: Ctx, differenceIds: readonly Id<'difference'>[]): Promise<AdjustmentRow[]> {
  if (differenceIds.length === 0) return Promise.resolve([]);
  return tables(ctx)
    .selectFrom('reconciliation.adjustment')
    .select(ADJUSTMENT_COLUMNS)
    .where('difference_id', 'in', differenceIds)
    .where('state', '<>', 'rejected')
    .execute();
}

export function selectAdjustment(ctx: Ctx, adjustmentId: Id<'adjustment'>): Promise<AdjustmentRow | undefined> {
  return tables(ctx).selectFrom('reconciliation.adjustment').select(ADJUSTMENT_COLUMNS).where('id', '=', adjustmentId).executeTakeFirst();
}

export async function insertAdjustment(ctx: Ctx, row: Insertable<ReconciliationTables['reconciliation.adjustment']>): Promise<void> {
  await tables(ctx).insertInto('reconciliation.adjustment').values(row).execute();
}

export async function updateAdjustment(
  ctx: Ctx,
  adjustmentId: Id<'adjustment'>,
  change: Updateable<ReconciliationTables['reconciliation.adjustment']>,
): Promise<void> {
  await tables(ctx).updateTable('reconciliation.adjustment').set(change).where('id', '=', adjustmentId).execute();
}

export async function selectAccountId(ctx: Ctx, name: string): Promise<number | undefined> {
  const row = await tables(ctx).selectFrom('reconciliation.account').select('account_id').where('name', '=', name).executeTakeFirst();
  return row?.account_id;
}

/** One transaction at a time opens accounts here, so that none is opened twice. */
export async function lockAccounts(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reconciliation.accounts', 0))`.execute(ctx.tx);
}

export async function insertAccountId(ctx: Ctx, name: string, accountId: number): Promise<void> {
  await tables(ctx).insertInto('reconciliation.account').values({ name, account_id: accountId }).execute();
}

// ── Days ──

const DAY_COLUMNS = [sql<BusinessDay>`business_on::text`.as('business_on'), 'closed_at', 'closed_by', 'anchor_hash', 'report'] as const;

export function selectDays(ctx: Ctx, of: { from: BusinessDay; to: BusinessDay }): Promise<DayRow[]> {
  return tables(ctx)
    .selectFrom('reconciliation.day')
    .select(DAY_COLUMNS)
    .where('business_on', '>=', of.from)
    .where('business_on', '<=', of.to)
    .execute();
}

/** The first and the last day that is closed. */
export async function selectClosedSpan(ctx: Ctx): Promise<{ first: BusinessDay | null; last: BusinessDay | null }> {
  const row = await tables(ctx)
    .selectFrom('reconciliation.day')
    .select([sql<BusinessDay | null>`min(business_on)::text`.as('first'), sql<BusinessDay | null>`max(business_on)::text`.as('last')])
    .executeTakeFirst();
  return { first: row?.first ?? null, last: row?.last ?? null };
}

/** Checking and closing go one after another: whoever closes a day sees all that was closed before, and no check changes a closed day. */
export async function lockDays(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reconciliation.days', 0))`.execute(ctx.tx);
}

export async function insertDay(ctx: Ctx, row: Insertable<ReconciliationTables['reconciliation.day']>): Promise<void> {
  await tables(ctx).insertInto('reconciliation.day').values(row).execute();
}
