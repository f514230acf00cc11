import type { OutputOf, privacy } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { noticeView } from './notice.ts';
import { selectNotices } from './notice-queries.ts';

/** Newest first, the draft in front. */
export async function listNotices(ctx: Ctx): Promise<OutputOf<typeof privacy.listNotices>> {
  return { items: (await selectNotices(ctx)).map(noticeView) };
}

/** What was ever published, also what begins later: nobody is surprised. */
export async function listPublishedNotices(ctx: Ctx): Promise<OutputOf<typeof privacy.listPublishedNotices>> {
  const rows = await selectNotices(ctx);
  return { items: rows.filter((row) => row.status === 'published').map(noticeView) };
}
