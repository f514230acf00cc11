import type { NoticeKind } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { deleteNewsAbout } from './personal-queries.ts';

/**
 * Takes back what others were told, because it names somebody who is forgotten: news of these kinds in whose key one of `keys` stands, alone or
 * among words with a blank between. The caller's actor is the system.
 */
export async function forgetNews(ctx: Ctx, news: { kinds: readonly NoticeKind[]; keys: readonly string[] }): Promise<void> {
  if (news.keys.length > 0) await deleteNewsAbout(ctx, news);
}
