import type { faq, OutputOf } from '@tessera/contract';
import type { ArticleRow } from './queries.ts';

export type ArticleView = OutputOf<typeof faq.createArticle>;
type HelpView = OutputOf<typeof faq.listHelp>['items'][number];

export function helpView({ id, topic, ...row }: ArticleRow): HelpView {
  return { id, topic, title: { zh: row.title_zh, en: row.title_en }, body: { zh: row.body_zh, en: row.body_en } };
}

export function articleView(row: ArticleRow): ArticleView {
  return { ...helpView(row), state: row.state, updatedAt: row.updated_at, updatedBy: row.updated_by_name };
}
