import type { AllotmentProblem, RoundState } from '@tessera/contract';
import type { Id, Minor } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { SubsidiesTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SubsidiesTables>();

const COLUMNS = [
  'id',
  'programme_id',
  'label',
  'source',
  'import_id',
  'audience',
  'amount_minor',
  'state',
  'reason',
  'made_by',
  'made_by_name',
  'decided_by',
  'decided_by_name',
  'decided_at',
  'reached_id',
  'allotted_count',
  'allotted_minor',
  'granted_count',
  'granted_minor',
  'refused_count',
  'taken_back_count',
  'taken_back_minor',
  'created_at',
  'finished_at',
] as const;

export type RoundFilter = { programmeId?: Id<'programme'> | undefined; state?: RoundState | undefined; beforeId?: Id<'round'>; limit: number };

/** Newest first. */
export function selectRounds(ctx: Ctx, filter: RoundFilter) {
  let query = tables(ctx).selectFrom('subsidies.round').select(COLUMNS).orderBy('id', 'desc').limit(filter.limit);
  if (filter.programmeId) query = query.where('programme_id', '=', filter.programmeId);
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.beforeId) query = query.where('id', '<', filter.beforeId);
  return query.execute();
}

export function selectRound(ctx: Ctx, roundId: Id<'round'>) {
  return tables(ctx).selectFrom('subsidies.round').select(COLUMNS).where('id', '=', roundId).executeTakeFirst();
}

/** Whoever changes a round, or its allotments, holds this lock. */
export function lockRound(ctx: Ctx, roundId: Id<'round'>) {
  return tables(ctx).selectFrom('subsidies.round').select(COLUMNS).where('id', '=', roundId).forUpdate().executeTakeFirst();
}

export function lockRoundOfImport(ctx: Ctx, importId: Id<'import'>) {
  return tables(ctx).selectFrom('subsidies.round').select(COLUMNS).where('import_id', '=', importId).forUpdate().executeTakeFirst();
}

export function insertRound(ctx: Ctx, row: Insertable<SubsidiesTables['subsidies.round']>) {
  return tables(ctx).insertInto('subsidies.round').values(row).returning(COLUMNS).executeTakeFirstOrThrow();
}

export function updateRound(ctx: Ctx, roundId: Id<'round'>, change: Updateable<SubsidiesTables['subsidies.round']>) {
  return tables(ctx).updateTable('subsidies.round').set(change).where('id', '=', roundId).returning(COLUMNS).executeTakeFirstOrThrow();
}

export async function deleteAllotments(ctx: Ctx, ids: readonly Id<'allotment'>[]): Promise<void> {
  await tables(ctx).deleteFrom('subsidies.allotment').where('id', '=', sql<Id<'allotment'>>`any(${ids}::uuid[])`).execute();
}

// ── Allotments ──

const ALLOTMENT = ['id', 'round_id', 'member_id', 'amount_minor', 'state', 'problem', 'purse_id', 'taken_back_minor', 'granted_at'] as const;
export type AllotmentRow = Awaited<ReturnType<typeof selectAllotments>>[number];

export type AllotmentFilter = {
  roundId: Id<'round'>;
  states?: readonly AllotmentRow['state'][];
  afterId?: string | null;
  limit: number;
};

/** In the order of their ids, which is that of the file or audience. */
export function selectAllotments(ctx: Ctx, filter: AllotmentFilter) {
  let query = tables(ctx)
    .selectFrom('subsidies.allotment')
    .where(ofMembersSeenBy(ctx.actor, 'allotment.member_id'))
    .select(ALLOTMENT)
    .where('round_id', '=', filter.roundId)
    .orderBy('id')
    .limit(filter.limit);
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.afterId) query = query.where('id', '>', filter.afterId as Id<'allotment'>); // Of this list.
  return query.execute();
}

export function selectAllotmentsById(ctx: Ctx, ids: readonly Id<'allotment'>[]) {
  return tables(ctx)
    .selectFrom('subsidies.allotment')
    .where(ofMembersSeenBy(ctx.actor, 'allotment.member_id'))
    .select(ALLOTMENT)
    .where('id', '=', sql<Id<'allotment'>>`any(${ids}::uuid[])`)
    .orderBy('id')
    .execute();
}

/** What members have under a label of a programme, granted or still to be granted. */
export async function selectLabelled(
  ctx: Ctx,
  of: { programmeId: Id<'programme'>; label: string; memberIds: readonly Id<'member'>[] },
): Promise<Map<Id<'member'>, Minor>> {
  const rows = await tables(ctx)
    .selectFrom('subsidies.allotment')
    .where(ofMembersSeenBy(ctx.actor, 'allotment.member_id'))
    .select(['member_id', 'amount_minor'])
    .where('programme_id', '=', of.programmeId)
    .where('label', '=', of.label)
    .where('member_id', '=', sql<Id<'member'>>`any(${of.memberIds}::uuid[])`)
    .where('state', 'in', ['waiting', 'granted'])
    .execute();
  return new Map(rows.map((row) => [row.member_id, row.amount_minor]));
}

/** Adds those whose members have none under the label yet, in one statement; answers the ids that were new. */
export async function insertAllotments(ctx: Ctx, rows: readonly Insertable<SubsidiesTables['subsidies.allotment']>[]): Promise<Set<Id<'allotment'>>> {
  if (rows.length === 0) return new Set();
  const added = await tables(ctx)
    .insertInto('subsidies.allotment')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(added.map(({ id }) => id));
}

export type AllotmentOutcome = {
  id: Id<'allotment'>;
  state: AllotmentRow['state'];
  problem: AllotmentProblem | null;
  purse_id: Id<'purse'> | null;
  taken_back_minor: number;
};

/** All in one statement. */
export async function saveOutcomes(ctx: Ctx, outcomes: readonly AllotmentOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await sql`
    update subsidies.allotment a set state = o.state, problem = o.problem, purse_id = o.purse_id, taken_back_minor = o.taken_back_minor,
      granted_at = case when o.state = 'granted' and a.granted_at is null then ${ctx.now}::timestamptz else a.granted_at end
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb)
      as o(id uuid, state text, problem text, purse_id uuid, taken_back_minor bigint)
    where a.id = o.id`.execute(ctx.tx);
}

/** Nobody of a refused round is given anything, and its label is free again. */
export async function refuseAllotments(ctx: Ctx, roundId: Id<'round'>): Promise<void> {
  await tables(ctx)
    .updateTable('subsidies.allotment')
    .set({ state: 'refused' })
    .where('round_id', '=', roundId)
    .where('state', '=', 'waiting')
    .execute();
}

export function selectAllotmentsOfMember(ctx: Ctx, memberId: Id<'member'>, page: { afterId: string | null; limit: number }) {
  let query = tables(ctx)
    .selectFrom('subsidies.allotment')
    .where(ofMembersSeenBy(ctx.actor, 'allotment.member_id'))
    .select(ALLOTMENT)
    .where('member_id', '=', memberId)
    .orderBy('id')
    .limit(page.limit);
  if (page.afterId) query = query.where('id', '>', page.afterId as Id<'allotment'>); // Of this list.
  return query.execute();
}
