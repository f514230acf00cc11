import type { ServedKind } from '@tessera/contract';
import type { BusinessDay, Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { SatisfactionTables } from './tables.ts';

export type VerdictRow = Selectable<SatisfactionTables['satisfaction.verdict']>;

const COLUMNS = ['id', 'chat_id', 'dispute_id', 'kind', 'member_id', 'agent_id', 'agent_name', 'score', 'text', 'told_at'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<SatisfactionTables>();
/** The first of the two lines: the desk those of the members it sees, a member their own. */
const seen = (ctx: Ctx) => tables(ctx).selectFrom('satisfaction.verdict').where(ofMembersSeenBy(ctx.actor, 'member_id'));

export type VerdictFilter = {
  from?: Date | undefined;
  /** Not included. */
  before?: Date | undefined;
  kind?: ServedKind | undefined;
  staffId?: Id<'staff'> | undefined;
  only?: 'low' | 'words' | undefined;
};

/** What somebody reads as a complaint of its own. */
const LOW_MAX = 2;

function matching(ctx: Ctx, { from, before, kind, staffId, only }: VerdictFilter) {
  let query = seen(ctx);
  if (from) query = query.where('told_at', '>=', from);
  if (before) query = query.where('told_at', '<', before);
  if (kind) query = query.where('kind', '=', kind);
  if (staffId) query = query.where('agent_id', '=', staffId);
  if (only === 'low') query = query.where('score', '<=', LOW_MAX);
  if (only === 'words') query = query.where('text', '!=', '');
  return query;
}

type Place = { after?: { at: string; id: string } | undefined; limit: number };

/** Newest first. */
export function selectVerdicts(ctx: Ctx, filter: VerdictFilter, { after, limit }: Place): Promise<VerdictRow[]> {
  let query = matching(ctx, filter).select(COLUMNS).orderBy('told_at', 'desc').orderBy('id', 'desc').limit(limit);
  if (after) query = query.where(sql<SqlBool>`(told_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}

/** So many said so much of one agent, in one kind, in one week. */
export type Tallied = {
  agent_id: Id<'staff'> | null;
  agent_name: string | null;
  kind: ServedKind;
  monday: BusinessDay;
  score: number;
  count: number;
};

/** Counted as finely as anybody asks; at most a few thousand rows a year, whatever was said. */
export function tallyVerdicts(ctx: Ctx, filter: VerdictFilter): Promise<Tallied[]> {
  return matching(ctx, filter)
    .select([
      'agent_id',
      sql<string | null>`max(agent_name)`.as('agent_name'),
      'kind',
      sql<BusinessDay>`to_char(date_trunc('week', told_at), 'YYYY-MM-DD')`.as('monday'),
      'score',
      sql<number>`count(*)::int`.as('count'),
    ])
    .groupBy(['agent_id', 'kind', sql`date_trunc('week', told_at)`, 'score'])
    .execute();
}

export type Served = { chatId: Id<'chat'> } | { disputeId: Id<'dispute'> };

export function selectVerdictOf(ctx: Ctx, served: Served): Promise<VerdictRow | undefined> {
  const query = seen(ctx).select(COLUMNS);
  const one = 'chatId' in served ? query.where('chat_id', '=', served.chatId) : query.where('dispute_id', '=', served.disputeId);
  return one.executeTakeFirst();
}

/** False where they said it before. */
export async function insertVerdict(ctx: Ctx, row: Insertable<SatisfactionTables['satisfaction.verdict']>): Promise<boolean> {
  const done = await tables(ctx)
    .insertInto('satisfaction.verdict')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export function selectVerdictsOf(ctx: Ctx, memberId: Id<'member'>, limit: number): Promise<VerdictRow[]> {
  return seen(ctx).select(COLUMNS).where('member_id', '=', memberId).orderBy('told_at', 'desc').limit(limit).execute();
}

/** The score stays, for it is of nobody then; what was said goes. */
export async function dropWordsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).updateTable('satisfaction.verdict').set({ text: '' }).where('member_id', '=', memberId).execute();
}
