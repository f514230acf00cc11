import type { ContentOf, OutputOf, privacy } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { selectConsents } from './notice-queries.ts';
import { ownMemberId } from './own-member.ts';

type List = typeof privacy.listOwnConsents;

export async function listOwnConsents(ctx: Ctx, { cursor, limit }: ContentOf<List>): Promise<OutputOf<List>> {
  const rows = await selectConsents(ctx, { memberId: ownMemberId(ctx), beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(({ notice_version, ...row }) => ({ ...row, noticeVersion: notice_version })), nextCursor };
}
