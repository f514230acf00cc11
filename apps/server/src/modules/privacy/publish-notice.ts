import { AppError, type ContentOf, type privacy } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { type NoticeView, noticeView } from './notice.ts';
import { lockNotices, type NoticeRow, publishDraft, selectNotices } from './notice-queries.ts';

/**
 * Publishes the draft of this version, from now or later on. A published version never changes.
 * @throws AppError `privacy.draft_missing`, `privacy.effective_too_early`
 */
export async function publishNotice(ctx: Ctx, input: ContentOf<typeof privacy.publishNotice>): Promise<NoticeView> {
  await lockNotices(ctx);
  const [draft, former] = await selectNotices(ctx);
  if (draft?.status !== 'draft' || draft.version !== input.version) throw new AppError('privacy.draft_missing');
  const effectiveAt = input.effectiveAt ?? ctx.now;
  if (effectiveAt < ctx.now || (former?.effective_at && effectiveAt < former.effective_at)) throw new AppError('privacy.effective_too_early');
  const publishedBy = ctx.actor.kind === 'staff' || ctx.actor.kind === 'system' ? ctx.actor.name : ctx.actor.kind;
  const published: NoticeRow = { ...draft, status: 'published', effective_at: effectiveAt, published_at: ctx.now, published_by: publishedBy };
  await publishDraft(ctx, published);
  await record(ctx, {
    action: 'privacy.publishNotice',
    targetKind: 'notice',
    targetId: String(draft.version),
    after: { version: draft.version, effectiveAt: effectiveAt.toISOString() },
  });
  await notifyLive(ctx, 'operator', { kind: 'privacy' });
  return noticeView(published);
}
