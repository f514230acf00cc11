import type { OutputOf, privacy } from '@tessera/contract';
import type { NoticeRow } from './notice-queries.ts';

/** A version of the notice as the contract shows it. */
export type NoticeView = OutputOf<typeof privacy.saveNoticeDraft>;

export function noticeView(row: NoticeRow): NoticeView {
  return {
    version: row.version,
    status: row.status,
    summaryZh: row.summary_zh,
    summaryEn: row.summary_en,
    bodyZh: row.body_zh,
    bodyEn: row.body_en,
    effectiveAt: row.effective_at,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  };
}
