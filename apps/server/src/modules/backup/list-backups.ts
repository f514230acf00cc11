import type { backup, InputOf, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { idOfCursor, pageOf } from '../../platform/id-paging.ts';
import { backupView } from './backup.ts';
import { selectBackups } from './queries.ts';

type List = typeof backup.listBackups;

export async function listBackups(ctx: Ctx, { cursor, limit, state }: InputOf<List>): Promise<OutputOf<List>> {
  const rows = await selectBackups(ctx, { state, beforeId: idOfCursor(cursor), limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit);
  return { items: items.map(backupView), nextCursor };
}
