import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { clearRows } from './batch-queries.ts';
import { isWorking } from './import.ts';
import { deletePieces, selectOutdated, updateImport } from './queries.ts';

const AT_ONCE_MAX = 20;

/** Removes files and cells after their days are over, and what broken uploads left; what became of each row stays. */
export async function forgetContent(ctx: Ctx): Promise<void> {
  const days = await readSetting(ctx, 'imports.keepDays');
  const before = new Date(ctx.now.getTime() - days * DAY_MS);
  const brokenBefore = new Date(ctx.now.getTime() - DAY_MS);
  for (const { id, status } of await selectOutdated(ctx, { before, brokenBefore, limit: AT_ONCE_MAX })) {
    if (isWorking(status)) continue;
    await deletePieces(ctx, id);
    await clearRows(ctx, id);
    const isOver = status !== 'done' && status !== 'undone' && status !== 'cancelled' && status !== 'failed';
    await updateImport(ctx, id, {
      content_removed_at: ctx.now,
      headers_sealed: null,
      ...(isOver && { status: 'cancelled' as const, finished_at: ctx.now }),
    });
  }
}
