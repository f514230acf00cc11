import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { Range } from './range.ts';
import type { ReportsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<ReportsTables>();
type SubscriptionId = Id<'reportSubscription'>;

/** The first of the two lines, of a subscription and of a sending alike: people at work their own, the system everybody's, nobody else any. */
function ownedBy(actor: Actor) {
  if (actor.kind === 'system') return sql<SqlBool>`true`;
  return actor.kind === 'staff' ? sql<SqlBool>`staff_id = ${actor.staffId}` : sql<SqlBool>`false`;
}

const SUBSCRIPTION = [
  'id',
  'staff_id',
  'name',
  'frequency',
  'at_hour',
  'weekday',
  'day_of_month',
  'dimension',
  'format',
  'filters',
  'status',
  'next_at',
] as const;
const subscriptions = (ctx: Ctx) => tables(ctx).selectFrom('reports.subscription').select(SUBSCRIPTION).where(ownedBy(ctx.actor));
export type SubscriptionRow = Awaited<ReturnType<typeof selectSubscriptionsOf>>[number];

/** A person's own, in the order of making. */
export function selectSubscriptionsOf(ctx: Ctx, staffId: Id<'staff'>, limit: number) {
  return subscriptions(ctx).where('staff_id', '=', staffId).orderBy('id').limit(limit).execute();
}

/** Of whoever asks; the system finds everybody's. */
export function lockSubscription(ctx: Ctx, id: SubscriptionId): Promise<SubscriptionRow | undefined> {
  return subscriptions(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The next letters that are due; another worker's are passed over. */
export function lockDueSubscriptions(ctx: Ctx, limit: number): Promise<SubscriptionRow[]> {
  return subscriptions(ctx)
    .where('status', '=', 'active')
    .where('next_at', '<=', ctx.now)
    .orderBy('next_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function insertSubscription(ctx: Ctx, row: Insertable<ReportsTables['reports.subscription']>): Promise<void> {
  await tables(ctx).insertInto('reports.subscription').values(row).execute();
}

export async function updateSubscription(ctx: Ctx, id: SubscriptionId, change: Updateable<ReportsTables['reports.subscription']>): Promise<void> {
  await tables(ctx).updateTable('reports.subscription').set(change).where('id', '=', id).where(ownedBy(ctx.actor)).execute();
}

export async function deleteSubscription(ctx: Ctx, id: SubscriptionId): Promise<void> {
  await tables(ctx).deleteFrom('reports.subscription').where('id', '=', id).where(ownedBy(ctx.actor)).execute();
}

// ── Sendings ──

const sendings = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('reports.sending')
    .select([
      'id',
      'subscription_id',
      sql<string>`from_on::text`.as('from_on'),
      sql<string>`to_on::text`.as('to_on'),
      'is_trial',
      'state',
      'tries',
      'last_error',
      'created_at',
      'sent_at',
    ])
    .where(ownedBy(ctx.actor));
export type SendingRow = Awaited<ReturnType<typeof selectSendings>>[number];

/** Newest first. */
export function selectSendings(ctx: Ctx, page: { subscriptionId: SubscriptionId; beforeId?: Id<'reportSending'> | undefined; limit: number }) {
  const query = sendings(ctx).where('subscription_id', '=', page.subscriptionId).orderBy('id', 'desc').limit(page.limit);
  return (page.beforeId ? query.where('id', '<', page.beforeId) : query).execute();
}

/** The newest of each. */
export async function selectLastSendings(ctx: Ctx, ids: readonly SubscriptionId[]): Promise<Map<SubscriptionId, SendingRow>> {
  const rows = await sendings(ctx)
    .distinctOn('subscription_id')
    .where('subscription_id', '=', sql<SubscriptionId>`any(${ids}::uuid[])`)
    .orderBy('subscription_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.subscription_id, row]));
}

export function lockSending(ctx: Ctx, id: Id<'reportSending'>): Promise<SendingRow | undefined> {
  return sendings(ctx).where('id', '=', id).forUpdate().executeTakeFirst();
}

export type NewSending = { id: Id<'reportSending'>; of: Pick<SubscriptionRow, 'id' | 'staff_id'>; range: Range; isTrial: boolean };

/** Whether it is new: a period comes once. */
export async function insertSending(ctx: Ctx, { id, of, range, isTrial }: NewSending): Promise<boolean> {
  const { rows } = await sql`
    insert into reports.sending (id, subscription_id, staff_id, from_on, to_on, is_trial, created_at)
    values (${id}, ${of.id}, ${of.staff_id}, ${range.from}::date, ${range.to}::date, ${isTrial}, ${ctx.now})
    on conflict (subscription_id, from_on, to_on) where not is_trial do nothing returning id`.execute(ctx.tx);
  return rows.length > 0;
}

export async function updateSending(ctx: Ctx, id: Id<'reportSending'>, change: Updateable<ReportsTables['reports.sending']>): Promise<void> {
  await tables(ctx).updateTable('reports.sending').set(change).where('id', '=', id).where(ownedBy(ctx.actor)).execute();
}

/** What was claimed before and never settled: a server went away with it. */
export async function settleLost(ctx: Ctx, claimedBefore: Date): Promise<void> {
  await tables(ctx)
    .updateTable('reports.sending')
    .set({ state: 'unknown' })
    .where('state', '=', 'sending')
    .where('claimed_at', '<', claimedBefore)
    .execute();
}
