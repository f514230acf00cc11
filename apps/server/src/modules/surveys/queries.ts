import type { SurveyState } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type Selectable, type SqlBool, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { SurveysTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<SurveysTables>();
type SurveyTable = SurveysTables['surveys.survey'];

const COLUMNS = [
  'id',
  'title_zh',
  'title_en',
  'note_zh',
  'note_en',
  'questions',
  'is_anonymous',
  'audience',
  'reach_ids',
  'state',
  'opens_at',
  'closes_at',
  'previous_id',
  'is_asking',
  'reached_id',
  'asked_count',
  'created_at',
  'created_by',
] as const;
export type SurveyRow = Pick<Selectable<SurveyTable>, (typeof COLUMNS)[number]>;

type SurveyFilter = { state?: SurveyState | undefined; q?: string | undefined; beforeId: Id<'survey'> | undefined; limit: number };

/** Newest first. */
export function selectSurveys(ctx: Ctx, { state, q, beforeId, limit }: SurveyFilter): Promise<SurveyRow[]> {
  let query = tables(ctx).selectFrom('surveys.survey').select(COLUMNS).orderBy('id', 'desc').limit(limit);
  if (beforeId) query = query.where('id', '<', beforeId);
  if (q) query = query.where('search_title', 'like', containing(q.toLowerCase()));
  if (state === 'draft') query = query.where('state', '=', 'draft');
  if (state === 'scheduled') query = query.where('opens_at', '>', ctx.now);
  if (state === 'open') query = query.where('opens_at', '<=', ctx.now).where('closes_at', '>', ctx.now);
  if (state === 'closed') query = query.where('closes_at', '<=', ctx.now);
  return query.execute();
}

export function selectSurvey(ctx: Ctx, id: Id<'survey'>): Promise<SurveyRow | undefined> {
  return tables(ctx).selectFrom('surveys.survey').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export function lockSurvey(ctx: Ctx, id: Id<'survey'>): Promise<SurveyRow | undefined> {
  return tables(ctx).selectFrom('surveys.survey').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export function insertSurvey(ctx: Ctx, row: Insertable<SurveyTable>): Promise<SurveyRow> {
  return tables(ctx).insertInto('surveys.survey').values(row).returning(COLUMNS).executeTakeFirstOrThrow();
}

export function updateSurveyRow(ctx: Ctx, id: Id<'survey'>, change: Updateable<SurveyTable>): Promise<SurveyRow> {
  return tables(ctx).updateTable('surveys.survey').set(change).where('id', '=', id).returning(COLUMNS).executeTakeFirstOrThrow();
}

export async function deleteSurvey(ctx: Ctx, id: Id<'survey'>): Promise<void> {
  await tables(ctx).deleteFrom('surveys.survey').where('id', '=', id).execute();
}

// ── Who is asked ──

/** Those who were not asked before. */
export async function insertAsked(ctx: Ctx, rows: Insertable<SurveysTables['surveys.asked']>[]): Promise<Id<'member'>[]> {
  if (rows.length === 0) return [];
  const added = await tables(ctx)
    .insertInto('surveys.asked')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('member_id')
    .execute();
  return added.map((row) => row.member_id);
}

const ofOwn = (ctx: Ctx, memberId: Id<'member'>) =>
  tables(ctx)
    .selectFrom('surveys.survey')
    .innerJoin('surveys.asked', 'surveys.asked.survey_id', 'surveys.survey.id')
    .select(COLUMNS.map((column) => `surveys.survey.${column}` as const))
    .select(['has_answered', 'department_id'])
    .where('member_id', '=', memberId);
export type AskedRow = SurveyRow & { has_answered: boolean; department_id: Id<'department'> | null };

/** Newest first. */
export function selectAskedOf(ctx: Ctx, of: { memberId: Id<'member'>; beforeId?: Id<'survey'> | undefined; limit: number }): Promise<AskedRow[]> {
  let query = ofOwn(ctx, of.memberId).orderBy('surveys.survey.id', 'desc').limit(of.limit);
  if (of.beforeId) query = query.where('surveys.survey.id', '<', of.beforeId);
  return query.execute();
}

export function selectAsked(ctx: Ctx, { surveyId, memberId }: { surveyId: Id<'survey'>; memberId: Id<'member'> }): Promise<AskedRow | undefined> {
  return ofOwn(ctx, memberId).where('surveys.survey.id', '=', surveyId).executeTakeFirst();
}

/** False where they answered before: of two at once, the row lets one through. */
export async function markAnswered(ctx: Ctx, { surveyId, memberId }: { surveyId: Id<'survey'>; memberId: Id<'member'> }): Promise<boolean> {
  const { numUpdatedRows } = await tables(ctx)
    .updateTable('surveys.asked')
    .set({ has_answered: true })
    .where('survey_id', '=', surveyId)
    .where('member_id', '=', memberId)
    .where('has_answered', '=', false)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

// ── What was answered ──

export async function insertReply(ctx: Ctx, row: Insertable<SurveysTables['surveys.reply']>): Promise<void> {
  await tables(ctx).insertInto('surveys.reply').values(row).execute();
}

export async function countReplies(ctx: Ctx, surveyIds: readonly Id<'survey'>[]): Promise<Map<Id<'survey'>, number>> {
  if (surveyIds.length === 0) return new Map();
  const rows = await tables(ctx)
    .selectFrom('surveys.reply')
    .select(['survey_id', sql<number>`count(*)::int`.as('count')])
    .where('survey_id', 'in', surveyIds)
    .groupBy('survey_id')
    .execute();
  return new Map(rows.map((row) => [row.survey_id, row.count]));
}

type Group = { departmentId: Id<'department'> | null; count: number };

export function selectGroups(ctx: Ctx, surveyId: Id<'survey'>): Promise<Group[]> {
  return tables(ctx)
    .selectFrom('surveys.reply')
    .select(['department_id as departmentId', sql<number>`count(*)::int`.as('count')])
    .where('survey_id', '=', surveyId)
    .groupBy('department_id')
    .execute();
}

/** So many of one group gave one answer to one question. */
export type Tallied = { departmentId: Id<'department'> | null; key: string; value: string; count: number };

/** Counted in the database, whatever was answered; words are left out. */
export async function tallyAnswers(ctx: Ctx, of: { surveyId: Id<'survey'>; wordKeys: readonly string[] }): Promise<Tallied[]> {
  const { rows } = await sql<Tallied>`
    select department_id as "departmentId", a.key, v.value, count(*)::int as count
    from surveys.reply, jsonb_each(answers) a, jsonb_array_elements_text(a.value) v
    where survey_id = ${of.surveyId} and a.key <> all (${of.wordKeys}::text[])
    group by 1, 2, 3`.execute(ctx.tx);
  return rows;
}

/** How many answered each question. */
export async function countAnswered(
  ctx: Ctx,
  of: { surveyId: Id<'survey'>; departmentId: Id<'department'> | undefined },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select a.key, count(*)::int as count from surveys.reply, jsonb_each(answers) a
    where survey_id = ${of.surveyId} and (${of.departmentId ?? null}::uuid is null or department_id = ${of.departmentId ?? null}::uuid)
    group by 1`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.key, row.count]));
}

export type ReplyRow = Selectable<SurveysTables['surveys.reply']>;
const REPLY = ['id', 'survey_id', 'member_id', 'department_id', 'answers', 'replied_on'] as const;

/** By an id that was drawn: in no order that tells anything. */
export function selectReplies(ctx: Ctx, of: { surveyId: Id<'survey'>; afterId?: string | undefined; limit: number }): Promise<ReplyRow[]> {
  let query = tables(ctx).selectFrom('surveys.reply').select(REPLY).where('survey_id', '=', of.surveyId).orderBy('id').limit(of.limit);
  if (of.afterId) query = query.where('id', '>', of.afterId);
  return query.execute();
}

export type CommentRow = Pick<ReplyRow, 'id' | 'member_id' | 'department_id' | 'replied_on'> & { key: string; text: string };
type CommentFilter = {
  surveyId: Id<'survey'>;
  keys: readonly string[];
  q?: string | undefined;
  after?: { id: string; key: string } | undefined;
  limit: number;
};

export async function selectComments(ctx: Ctx, { surveyId, keys, q, after, limit }: CommentFilter): Promise<CommentRow[]> {
  const found = q ? sql<SqlBool>`a.value ->> 0 ilike ${containing(q)}` : sql<SqlBool>`true`;
  const behind = after ? sql<SqlBool>`(id, a.key) > (${after.id}::uuid, ${after.key})` : sql<SqlBool>`true`;
  const { rows } = await sql<CommentRow>`
    select id, member_id, department_id, to_char(replied_on, 'YYYY-MM-DD') as replied_on, a.key, a.value ->> 0 as text
    from surveys.reply, jsonb_each(answers) a
    where survey_id = ${surveyId} and a.key = any (${keys}::text[]) and ${found} and ${behind}
    order by id, a.key limit ${limit}`.execute(ctx.tx);
  return rows;
}

// ── Of a person ──

export function selectRepliesOf(ctx: Ctx, memberId: Id<'member'>, limit: number) {
  return tables(ctx)
    .selectFrom('surveys.reply')
    .innerJoin('surveys.survey', 'surveys.survey.id', 'surveys.reply.survey_id')
    .select(['survey_id', 'title_zh', 'title_en', 'answers', 'replied_on'])
    .where('member_id', '=', memberId)
    .orderBy('surveys.reply.id')
    .limit(limit)
    .execute();
}

/** What was chosen stays for the counts and is of nobody; that they were asked, and what they wrote, goes. */
export async function forgetRepliesOf(ctx: Ctx, memberId: Id<'member'>): Promise<void> {
  await tables(ctx).deleteFrom('surveys.asked').where('member_id', '=', memberId).execute();
  await sql`
    update surveys.reply set member_id = null, answers = answers - array(
      select question ->> 'key' from surveys.survey, jsonb_array_elements(questions) question
      where survey.id = survey_id and question ->> 'kind' = 'words')
    where member_id = ${memberId}`.execute(ctx.tx);
}
