import type { faq, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { articleView, helpView } from './article.ts';
import { selectArticles } from './queries.ts';

/** As many as there may be. */
export const ARTICLES_MAX = 300;

export async function listArticles(ctx: Ctx, filter: InputOf<typeof faq.listArticles>): Promise<OutputOf<typeof faq.listArticles>> {
  return { items: (await selectArticles(ctx, { ...filter, limit: ARTICLES_MAX })).map(articleView) };
}

/** For members: what is published. */
export async function listHelp(ctx: Ctx, filter: InputOf<typeof faq.listHelp>): Promise<OutputOf<typeof faq.listHelp>> {
  return { items: (await selectArticles(ctx, { ...filter, state: 'published', limit: ARTICLES_MAX })).map(helpView) };
}
