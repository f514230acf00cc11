import type { ContentOf, OutputOf, privacy } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { listErasureViews } from './request-erasure.ts';

type List = typeof privacy.listErasures;

export async function listErasures(ctx: Ctx, { cursor, limit, status }: ContentOf<List>): Promise<OutputOf<List>> {
  return pageOf(await listErasureViews(ctx, { status, beforeId: idOfCursor(cursor), limit: limit + 1 }), limit);
}
