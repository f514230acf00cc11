import type { NoticeKind } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { deleteNewsAbout } from './personal-queries.ts';

/** Takes back what people at work were told under these keys, because it names somebody who is forgotten. The caller's actor is the system. */
export async function forgetNews(ctx: Ctx, news: { kind: NoticeKind; keys: readonly string[] }): Promise<void> {
  if (news.keys.length > 0) await deleteNewsAbout(ctx, news);
}
