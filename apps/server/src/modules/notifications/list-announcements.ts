import type { InputOf, notifications, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { describeAnnouncements } from './announcement.ts';
import { selectAnnouncements } from './announcement-queries.ts';

type List = typeof notifications.listAnnouncements;

/** Newest first. */
export async function listAnnouncements(ctx: Ctx, { cursor, limit, state }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectAnnouncements(ctx, { state, beforeId: idOfCursor<'announcement'>(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: await describeAnnouncements(ctx, items), nextCursor };
}
