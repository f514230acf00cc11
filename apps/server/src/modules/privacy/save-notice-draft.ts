import type { ContentOf, privacy } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type NoticeView, noticeView } from './notice.ts';
import { lockNotices, type NoticeRow, saveDraft, selectNotices } from './notice-queries.ts';

/** Writes the draft of the next version, or begins one. */
export async function saveNoticeDraft(ctx: Ctx, input: ContentOf<typeof privacy.saveNoticeDraft>): Promise<NoticeView> {
  await lockNotices(ctx);
  const [newest] = await selectNotices(ctx);
  const version = newest === undefined ? 1 : newest.version + (newest.status === 'draft' ? 0 : 1);
  const draft: NoticeRow = {
    version,
    status: 'draft',
    body_zh: input.bodyZh,
    body_en: input.bodyEn,
    summary_zh: input.summaryZh,
    summary_en: input.summaryEn,
    effective_at: null,
    published_at: null,
    published_by: null,
  };
  await saveDraft(ctx, draft);
  await record(ctx, { action: 'privacy.saveNoticeDraft', targetKind: 'notice', targetId: String(version), after: { summaryZh: input.summaryZh } });
  return noticeView(draft);
}
