import { z } from 'zod';
import { HELP_STATES, HELP_TOPICS } from './help-words.ts';
import { routes } from './route.ts';
import { id, instant, searchText } from './schemas.ts';
import { oneLine, paragraphs } from './texts.ts';

export const faqErrors = { 'faq.unknown': 404, 'faq.too_many': 409 } as const;

const TITLE_MAX = 120;
const BODY_MAX = 4_000;

const bilingual = (text: (max: number) => z.ZodString, max: number) => z.object({ zh: text(max).min(1), en: text(max).min(1) });
const content = { topic: z.enum(HELP_TOPICS), title: bilingual(oneLine, TITLE_MAX), body: bilingual(paragraphs, BODY_MAX) };
const help = z.object({ id: id<'article'>(), ...content });
export type Help = z.input<typeof help>;
const article = z.object({ id: id<'article'>(), ...content, state: z.enum(HELP_STATES), updatedAt: instant, updatedBy: z.string() });
export type Article = z.input<typeof article>;
const articleId = z.object({ articleId: id<'article'>() });
const search = z.object({ topic: z.enum(HELP_TOPICS).optional(), q: searchText.optional() });

export const faq = routes({
  listArticles: {
    method: 'GET',
    path: '/help-articles',
    summary: 'All help articles, by topic and in the order in which members read them',
    permission: 'faq.write',
    query: search.extend({ state: z.enum(HELP_STATES).optional() }),
    response: z.object({ items: z.array(article) }),
    errors: [],
  },
  createArticle: {
    method: 'POST',
    path: '/help-articles',
    summary: 'Write a help article; the last of its topic',
    permission: 'faq.write',
    idempotent: true,
    body: z.object({ ...content, state: z.enum(HELP_STATES) }),
    response: article,
    errors: ['faq.too_many'],
  },
  updateArticle: {
    method: 'POST',
    path: '/help-articles/:articleId',
    summary: 'Change a help article, publish it or take it back to a draft',
    permission: 'faq.write',
    idempotent: true,
    params: articleId,
    body: z.object({ ...content, state: z.enum(HELP_STATES) }),
    response: article,
    errors: ['faq.unknown'],
  },
  moveArticle: {
    method: 'POST',
    path: '/help-articles/:articleId/move',
    summary: 'Change places with the one before or behind it in its topic',
    permission: 'faq.write',
    idempotent: true,
    params: articleId,
    body: z.object({ direction: z.enum(['up', 'down']) }),
    response: article,
    errors: ['faq.unknown'],
  },
  removeArticle: {
    method: 'POST',
    path: '/help-articles/:articleId/remove',
    summary: 'Remove a help article; the log keeps its title',
    permission: 'faq.write',
    idempotent: true,
    params: articleId,
    response: z.object({}),
    errors: ['faq.unknown'],
  },
  listHelp: {
    method: 'GET',
    path: '/self/help',
    summary: 'Published help articles, by topic; words are looked for in both languages',
    permission: 'self.pay',
    query: search,
    response: z.object({ items: z.array(help) }),
    errors: [],
  },
});
