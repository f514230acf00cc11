import type { HelpState, HelpTopic } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Selectable, sql, type Updateable } from 'kysely';
import { containing } from '../../platform/containing.ts';
import type { Ctx } from '../../platform/ctx.ts';
import type { FaqTables } from './tables.ts';

export type ArticleRow = Selectable<FaqTables['faq.article']>;
const COLUMNS = ['id', 'topic', 'place', 'title_zh', 'title_en', 'body_zh', 'body_en', 'state', 'updated_at', 'updated_by_name'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<FaqTables>();

export type ArticleFilter = { topic?: HelpTopic | undefined; state?: HelpState | undefined; q?: string | undefined; limit: number };

/** By topic, in the order of its places. */
export function selectArticles(ctx: Ctx, { topic, state, q, limit }: ArticleFilter): Promise<ArticleRow[]> {
  let query = tables(ctx).selectFrom('faq.article').select(COLUMNS).orderBy('topic').orderBy('place').orderBy('id').limit(limit);
  if (topic) query = query.where('topic', '=', topic);
  if (state) query = query.where('state', '=', state);
  if (q) {
    const part = containing(q);
    query = query.where((row) =>
      row.or([row('title_zh', 'ilike', part), row('title_en', 'ilike', part), row('body_zh', 'ilike', part), row('body_en', 'ilike', part)]),
    );
  }
  return query.execute();
}

/** One at a time changes the order, so that two articles never share a place. */
export async function lockOrder(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('faq.order', 0))`.execute(ctx.tx);
}

export function lockArticle(ctx: Ctx, id: Id<'article'>): Promise<ArticleRow | undefined> {
  return tables(ctx).selectFrom('faq.article').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertArticle(ctx: Ctx, row: ArticleRow): Promise<void> {
  await tables(ctx).insertInto('faq.article').values(row).execute();
}

export async function updateArticleRow(ctx: Ctx, id: Id<'article'>, change: Updateable<FaqTables['faq.article']>): Promise<void> {
  await tables(ctx).updateTable('faq.article').set(change).where('id', '=', id).execute();
}

export async function deleteArticle(ctx: Ctx, id: Id<'article'>): Promise<void> {
  await tables(ctx).deleteFrom('faq.article').where('id', '=', id).execute();
}
