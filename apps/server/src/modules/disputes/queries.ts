import { COMPLAINT_KINDS, DISPUTE_AUDIENCES, type DisputeAudience, type DisputeKind, type DisputeState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SelectQueryBuilder, sql, type Updateable } from 'kysely';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import { ACTIVE_STATES } from './dispute.ts';
import type { DisputesTables } from './tables.ts';

export type DisputeRow = Selectable<DisputesTables['disputes.dispute']>;
export type EntryRow = Selectable<DisputesTables['disputes.entry']>;
export type DisputeChange = Updateable<DisputesTables['disputes.dispute']>;

const tables = (ctx: Ctx) => ctx.tx.withTables<DisputesTables>();

const COLUMNS = [
  'id',
  'case_number',
  'member_id',
  'merchant_id',
  'payment_id',
  'payment_kind',
  'paid_minor',
  'kind',
  'state',
  'claim_minor',
  'text',
  'way',
  'opened_by',
  'opened_at',
  'due_at',
  'overdue_told_at',
  'merchant_due_at',
  'merchant_stance',
  'assigned_to',
  'assigned_name',
  'outcome',
  'amount_minor',
  'reason',
  'decided_by',
  'decided_by_name',
  'decided_at',
  'approved_by',
  'approved_by_name',
  'money_id',
  'closed_at',
  'first_due_at',
  'first_answered_at',
  'unanswered_told_at',
  'reopened_at',
  'is_content',
] as const;
const ENTRY_COLUMNS = ['id', 'dispute_id', 'kind', 'audience', 'author', 'author_id', 'author_name', 'text', 'amount_minor', 'at'] as const;

/** The first of the two lines: a merchant those about its own payments, everybody else those of the members they see. */
export function seen(ctx: Ctx): SelectQueryBuilder<DisputesTables, 'disputes.dispute', object> {
  const all = tables(ctx).selectFrom('disputes.dispute');
  const merchantId = merchantOf(ctx.actor);
  if (!merchantId) return all.where(ofMembersSeenBy(ctx.actor, 'member_id'));
  const own = all.where('merchant_id', '=', merchantId);
  return ctx.actor.kind === 'staff' && ctx.actor.departments ? own.where(ofMembersSeenBy(ctx.actor, 'member_id')) : own;
}

export function merchantOf(actor: Actor): Id<'organization'> | undefined {
  return actor.kind === 'staff' && actor.organizationKind === 'merchant' ? actor.organizationId : undefined;
}

export type DisputeFilter = {
  states?: readonly DisputeState[] | undefined;
  kind?: DisputeKind | undefined;
  merchantId?: Id<'organization'> | undefined;
  memberId?: Id<'member'> | undefined;
  paymentId?: Id<'payment'> | undefined;
  assignedTo?: Id<'staff'> | undefined;
  isActive?: boolean;
  overdueAt?: Date | undefined;
  unansweredAt?: Date | undefined;
  /** Complaints, or cases about money. */
  about?: 'complaints' | 'money' | undefined;
  search?: { caseNumber: number | undefined; memberIds: readonly Id<'member'>[] } | undefined;
  before?: { at: string; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export function selectDisputes(ctx: Ctx, filter: DisputeFilter): Promise<DisputeRow[]> {
  let query = seen(ctx).select(COLUMNS).orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(filter.limit);
  if (filter.states) query = query.where(sql<boolean>`state = any(${filter.states}::text[])`);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.merchantId) query = query.where('merchant_id', '=', filter.merchantId);
  if (filter.memberId) query = query.where('member_id', '=', filter.memberId);
  if (filter.paymentId) query = query.where('payment_id', '=', filter.paymentId);
  if (filter.assignedTo) query = query.where('assigned_to', '=', filter.assignedTo);
  if (filter.isActive || filter.overdueAt || filter.unansweredAt || filter.assignedTo) query = query.where('state', 'in', [...ACTIVE_STATES]);
  if (filter.overdueAt) query = query.where('due_at', '<', filter.overdueAt);
  if (filter.unansweredAt) query = query.where('first_answered_at', 'is', null).where('first_due_at', '<', filter.unansweredAt);
  if (filter.about) query = query.where('kind', filter.about === 'complaints' ? 'in' : 'not in', [...COMPLAINT_KINDS]);
  if (filter.before) query = query.where(sql<boolean>`(opened_at, id) < (${filter.before.at}::timestamptz, ${filter.before.id}::uuid)`);
  const { search } = filter;
  if (search) query = query.where(sql<boolean>`(case_number = ${search.caseNumber ?? null} or member_id = any(${search.memberIds}::uuid[]))`);
  return query.execute();
}

export function selectDispute(ctx: Ctx, id: Id<'dispute'>): Promise<DisputeRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function lockDisputeRow(ctx: Ctx, id: Id<'dispute'>): Promise<DisputeRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

type Counts = { active: number; overdue: number; late: number };

export async function countActive(ctx: Ctx, of: { now: Date; memberId?: Id<'member'> }): Promise<Counts> {
  const isOverdue = sql`due_at < ${of.now}`;
  const isUnanswered = sql`first_answered_at is null and first_due_at < ${of.now}`;
  let query = seen(ctx)
    .select([
      sql<number>`count(*)::int`.as('active'),
      sql<number>`(count(*) filter (where ${isOverdue}))::int`.as('overdue'),
      sql<number>`(count(*) filter (where ${isOverdue} or (${isUnanswered})))::int`.as('late'),
    ])
    .where('state', 'in', [...ACTIVE_STATES]);
  if (of.memberId) query = query.where('member_id', '=', of.memberId);
  return query.executeTakeFirstOrThrow();
}

/** One at a time opens cases for a member, so that nobody gets past what may be open at a time. */
export async function lockOpenings(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('disputes.openings ' || ${memberId}::text, 0))`.execute(ctx.tx);
}

export async function countOpenedSince(ctx: Ctx, memberId: Id<'member'>, since: Date): Promise<number> {
  const { count } = await seen(ctx)
    .select(sql<number>`count(*)::int`.as('count'))
    .where('member_id', '=', memberId)
    .where('opened_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

export async function countWordsOfMember(ctx: Ctx, id: Id<'dispute'>): Promise<number> {
  const { count } = await tables(ctx)
    .selectFrom('disputes.entry')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('dispute_id', '=', id)
    .where('author', '=', 'member')
    .where('kind', '=', 'message')
    .executeTakeFirstOrThrow();
  return count;
}

/** False where another case about the payment is open. */
export async function insertDispute(ctx: Ctx, row: Insertable<DisputesTables['disputes.dispute']>): Promise<DisputeRow | undefined> {
  return tables(ctx)
    .insertInto('disputes.dispute')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
}

export async function updateDispute(ctx: Ctx, id: Id<'dispute'>, change: DisputeChange): Promise<void> {
  await tables(ctx).updateTable('disputes.dispute').set(change).where('id', '=', id).execute();
}

export async function insertEntry(ctx: Ctx, row: EntryRow): Promise<void> {
  await tables(ctx).insertInto('disputes.entry').values(row).execute();
}

/** What is written for whom a party reads. */
export function toldTo(actor: Actor): readonly DisputeAudience[] {
  if (actor.kind === 'member') return ['all', 'member'];
  return merchantOf(actor) ? ['all', 'merchant'] : DISPUTE_AUDIENCES;
}

export type EntryRead = EntryRow & { width_px: number | null; height_px: number | null };

/** For a party only what was said to it, the first line of two. */
function entriesToldTo(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('disputes.entry')
    .leftJoin('disputes.photo', 'disputes.photo.entry_id', 'disputes.entry.id')
    .select([...ENTRY_COLUMNS, 'width_px', 'height_px'])
    .where('audience', 'in', toldTo(ctx.actor));
}

/** The newest, in the order in which they were said. */
export async function selectEntries(ctx: Ctx, id: Id<'dispute'>, limit: number): Promise<EntryRead[]> {
  const newest = await entriesToldTo(ctx).where('dispute_id', '=', id).orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return newest.reverse();
}

export function selectEntry(ctx: Ctx, id: Id<'entry'>): Promise<EntryRead | undefined> {
  return entriesToldTo(ctx).where('id', '=', id).executeTakeFirst();
}

// ── By the clock ──

/** Rows of the next turn of a job, locked; those that somebody else works on are left for the next turn. */
export function lockMerchantsSilent(ctx: Ctx, limit: number): Promise<DisputeRow[]> {
  return due(ctx, limit).where('state', '=', 'asked').where('merchant_due_at', '<', ctx.now).execute();
}

export function lockOverdueUntold(ctx: Ctx, limit: number): Promise<DisputeRow[]> {
  return due(ctx, limit)
    .where('state', 'in', [...ACTIVE_STATES])
    .where('due_at', '<', ctx.now)
    .where('overdue_told_at', 'is', null)
    .execute();
}

export function lockUnansweredUntold(ctx: Ctx, limit: number): Promise<DisputeRow[]> {
  return due(ctx, limit)
    .where('state', 'in', [...ACTIVE_STATES])
    .where('first_due_at', '<', ctx.now)
    .where('first_answered_at', 'is', null)
    .where('unanswered_told_at', 'is', null)
    .execute();
}

export function lockDecidedBefore(ctx: Ctx, before: Date, limit: number): Promise<DisputeRow[]> {
  return due(ctx, limit).where('state', '=', 'decided').where('decided_at', '<', before).execute();
}

function due(ctx: Ctx, limit: number) {
  return tables(ctx).selectFrom('disputes.dispute').select(COLUMNS).orderBy('id').limit(limit).forUpdate().skipLocked();
}

// ── The operator's account ──

export async function selectGoodwillAccount(ctx: Ctx): Promise<number | undefined> {
  const row = await tables(ctx).selectFrom('disputes.operator_account').select('account_id').where('purpose', '=', 'goodwill').executeTakeFirst();
  return row?.account_id;
}

/** One at a time opens it, so that it is opened once. */
export async function lockGoodwillAccount(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('disputes.operator_account', 0))`.execute(ctx.tx);
}

export async function insertGoodwillAccount(ctx: Ctx, accountId: number): Promise<void> {
  await tables(ctx).insertInto('disputes.operator_account').values({ purpose: 'goodwill', account_id: accountId }).execute();
}

// ── Of one person ──

/** What was said and shown in their cases, by whomever; the decision and why it was made stay for the books. */
export async function dropWordsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('disputes.dispute').set({ text: '' }).where('member_id', '=', memberId).execute();
  await sql`update disputes.entry e set text = null from disputes.dispute d
    where d.id = e.dispute_id and d.member_id = ${memberId} and e.kind not in ('proposed', 'decided')`.execute(ctx.tx);
  await sql`delete from disputes.photo p using disputes.entry e, disputes.dispute d
    where e.id = p.entry_id and d.id = e.dispute_id and d.member_id = ${memberId}`.execute(ctx.tx);
}

/** By merchant; a case of goodwill says nothing of the merchant. */
export function selectComplaintCounts(ctx: Ctx, since: Date): Promise<{ merchant_id: Id<'organization'> | null; upheld: number; open: number }[]> {
  const isUpheld = sql`outcome in ('refund', 'refund_part') or (merchant_stance = 'accepted' and outcome is distinct from 'refused')`;
  return tables(ctx)
    .selectFrom('disputes.dispute')
    .select([
      'merchant_id',
      sql<number>`(count(*) filter (where ${isUpheld}))::int`.as('upheld'),
      sql<number>`(count(*) filter (where not coalesce(${isUpheld}, false) and (outcome is null or (outcome = 'resolved' and is_content is not true))))::int`.as(
        'open',
      ),
    ])
    .where('opened_at', '>=', since)
    .where('merchant_id', 'is not', null)
    .where('state', '!=', 'withdrawn')
    .groupBy('merchant_id')
    .execute();
}
