import type { ChatState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import { ofMembersSeenBy } from '../members/index.ts';
import type { ChatsTables } from './tables.ts';

export type ChatRow = Selectable<ChatsTables['chats.chat']>;
export type LineRow = Selectable<ChatsTables['chats.line']>;
export type ChatChange = Updateable<ChatsTables['chats.chat']>;

const COLUMNS = [
  'id',
  'member_id',
  'state',
  'agent_id',
  'agent_name',
  'opened_at',
  'last_at',
  'last_text',
  'last_by',
  'desk_unread',
  'member_unread',
  'closed_at',
  'dispute_id',
] as const;
const LINE_COLUMNS = ['id', 'chat_id', 'kind', 'author', 'author_name', 'text', 'at'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<ChatsTables>();
/** The first of the two lines: the desk those of the members it sees, a member their own. */
const seen = (ctx: Ctx) => tables(ctx).selectFrom('chats.chat').where(ofMembersSeenBy(ctx.actor, 'member_id'));

export type ChatFilter = {
  state?: ChatState | undefined;
  agentId?: Id<'staff'> | undefined;
  isUnderWay?: boolean;
  memberIds?: readonly Id<'member'>[] | undefined;
  /** By which instant the list goes: of what was said last, newest first; or of the opening, oldest first. */
  order: 'last' | 'opened';
  after?: { at: string; id: string } | undefined;
  limit: number;
};

export function selectChats(ctx: Ctx, { state, agentId, isUnderWay, memberIds, order, after, limit }: ChatFilter): Promise<ChatRow[]> {
  let query = seen(ctx).select(COLUMNS).limit(limit);
  if (state) query = query.where('state', '=', state);
  if (agentId) query = query.where('agent_id', '=', agentId);
  if (isUnderWay) query = query.where('state', '!=', 'closed');
  if (memberIds) query = query.where(sql<boolean>`member_id = any(${memberIds}::uuid[])`);
  if (order === 'opened') {
    if (after) query = query.where(sql<boolean>`(opened_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
    return query.orderBy('opened_at').orderBy('id').execute();
  }
  if (after) query = query.where(sql<boolean>`(last_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.orderBy('last_at', 'desc').orderBy('id', 'desc').execute();
}

export function selectChat(ctx: Ctx, id: Id<'chat'>): Promise<ChatRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function lockChatRow(ctx: Ctx, id: Id<'chat'>): Promise<ChatRow | undefined> {
  return seen(ctx).select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function countForAgent(ctx: Ctx, agentId: Id<'staff'>): Promise<{ waiting: number; unread: number }> {
  return seen(ctx)
    .select([
      sql<number>`(count(*) filter (where state = 'waiting'))::int`.as('waiting'),
      sql<number>`coalesce(sum(desk_unread) filter (where agent_id = ${agentId}), 0)::int`.as('unread'),
    ])
    .where('state', '!=', 'closed')
    .executeTakeFirstOrThrow();
}

/** One at a time begins a chat of a member, so that the second finds the first. */
export async function lockStart(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('chats.start ' || ${memberId}::text, 0))`.execute(ctx.tx);
}

export async function insertChat(ctx: Ctx, row: Insertable<ChatsTables['chats.chat']>): Promise<void> {
  await tables(ctx).insertInto('chats.chat').values(row).execute();
}

export async function updateChat(ctx: Ctx, id: Id<'chat'>, change: ChatChange): Promise<void> {
  await tables(ctx).updateTable('chats.chat').set(change).where('id', '=', id).execute();
}

export async function insertLine(ctx: Ctx, row: LineRow): Promise<void> {
  await tables(ctx).insertInto('chats.line').values(row).execute();
}

/** The newest, in the order in which they were said. */
export async function selectLines(ctx: Ctx, id: Id<'chat'>, limit: number): Promise<LineRow[]> {
  const newest = await tables(ctx)
    .selectFrom('chats.line')
    .select(LINE_COLUMNS)
    .where('chat_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return newest.reverse();
}

export async function countWordsOfMember(ctx: Ctx, id: Id<'chat'>): Promise<number> {
  const { count } = await tables(ctx)
    .selectFrom('chats.line')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('chat_id', '=', id)
    .where('author', '=', 'member')
    .executeTakeFirstOrThrow();
  return count;
}

// ── By the clock ──

/** Locked; those that somebody else works on are left for the next turn. */
export function lockWaiting(ctx: Ctx, limit: number): Promise<ChatRow[]> {
  return due(ctx, limit).where('state', '=', 'waiting').execute();
}

/** Where the desk spoke last and the member has said nothing since. */
export function lockSilent(ctx: Ctx, before: Date, limit: number): Promise<ChatRow[]> {
  return due(ctx, limit).where('state', '=', 'talking').where('last_by', '!=', 'member').where('last_at', '<', before).execute();
}

function due(ctx: Ctx, limit: number) {
  return tables(ctx).selectFrom('chats.chat').select(COLUMNS).orderBy('id').limit(limit).forUpdate().skipLocked();
}

// ── Of one person ──

/** Nobody is left to be answered, so what is under way ends. */
export async function dropWordsOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  const ofMember = tables(ctx).updateTable('chats.chat').where('member_id', '=', memberId);
  await ofMember.set({ last_text: '', desk_unread: 0, member_unread: 0 }).execute();
  await ofMember.set({ state: 'closed', closed_at: ctx.now }).where('state', '!=', 'closed').execute();
  await sql`update chats.line l set text = '' from chats.chat c where c.id = l.chat_id and c.member_id = ${memberId}`.execute(ctx.tx);
}
