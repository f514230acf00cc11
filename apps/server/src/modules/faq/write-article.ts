import { AppError, type faq, type InputOf, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type ArticleView, articleView } from './article.ts';
import { ARTICLES_MAX } from './list-articles.ts';
import { type ArticleRow, deleteArticle, insertArticle, lockArticle, lockOrder, selectArticles, updateArticleRow } from './queries.ts';

type Content = Omit<InputOf<typeof faq.createArticle>, 'key'>;

/** The last of its topic. @throws AppError `faq.too_many` */
export async function createArticle(ctx: Ctx, input: Content): Promise<ArticleView> {
  await lockOrder(ctx);
  const all = await selectArticles(ctx, { limit: ARTICLES_MAX });
  if (all.length >= ARTICLES_MAX) throw new AppError('faq.too_many', { count: ARTICLES_MAX });
  const row = { id: newId<'article'>(ctx.now.getTime()), place: placeBehind(all, input), ...columnsOf(ctx, input) };
  await insertArticle(ctx, row);
  await noted(ctx, 'faq.createArticle', row);
  return articleView(row);
}

/** In another topic it becomes the last. @throws AppError `faq.unknown` */
export async function updateArticle(ctx: Ctx, { articleId, ...input }: InputOf<typeof faq.updateArticle>): Promise<ArticleView> {
  await lockOrder(ctx);
  const before = await known(ctx, articleId);
  const place = before.topic === input.topic ? before.place : placeBehind(await selectArticles(ctx, { limit: ARTICLES_MAX }), input);
  const row = { id: before.id, place, ...columnsOf(ctx, input) };
  await updateArticleRow(ctx, before.id, row);
  await noted(ctx, 'faq.updateArticle', row);
  return articleView(row);
}

/** At the end of its topic nothing changes. @throws AppError `faq.unknown` */
export async function moveArticle(ctx: Ctx, { articleId, direction }: InputOf<typeof faq.moveArticle>): Promise<ArticleView> {
  await lockOrder(ctx);
  const row = await known(ctx, articleId);
  const siblings = await selectArticles(ctx, { topic: row.topic, limit: ARTICLES_MAX });
  const other = siblings[siblings.findIndex(({ id }) => id === row.id) + (direction === 'up' ? -1 : 1)];
  if (!other) return articleView(row);
  await updateArticleRow(ctx, row.id, { place: other.place });
  await updateArticleRow(ctx, other.id, { place: row.place });
  await noted(ctx, 'faq.moveArticle', row);
  return articleView({ ...row, place: other.place });
}

/** @throws AppError `faq.unknown` */
export async function removeArticle(ctx: Ctx, { articleId }: InputOf<typeof faq.removeArticle>): Promise<OutputOf<typeof faq.removeArticle>> {
  const row = await known(ctx, articleId);
  await deleteArticle(ctx, row.id);
  await noted(ctx, 'faq.removeArticle', row);
  return {};
}

async function known(ctx: Ctx, articleId: ArticleRow['id']): Promise<ArticleRow> {
  const row = await lockArticle(ctx, articleId);
  if (!row) throw new AppError('faq.unknown', { articleId });
  return row;
}

function placeBehind(all: readonly ArticleRow[], { topic }: Pick<Content, 'topic'>): number {
  return Math.max(0, ...all.filter((row) => row.topic === topic).map(({ place }) => place)) + 1;
}

function columnsOf(ctx: Ctx, { topic, title, body, state }: Content): Omit<ArticleRow, 'id' | 'place'> {
  return {
    topic,
    title_zh: title.zh,
    title_en: title.en,
    body_zh: body.zh,
    body_en: body.en,
    state,
    updated_at: ctx.now,
    updated_by_name: ctx.actor.kind === 'staff' ? ctx.actor.name : '',
  };
}

async function noted(ctx: Ctx, action: string, row: ArticleRow): Promise<void> {
  const { topic, state, title_zh: title } = row;
  await record(ctx, { action, targetKind: 'article', targetId: row.id, after: { topic, state, title } });
}
