import type { Ctx } from '../../platform/ctx.ts';
import { selectSilentImports } from './queries.ts';
import { queueWork } from './queue-work.ts';
import { SILENT_MS } from './work-on-import.ts';

/** Queues the work of imports whose worker died: its own job stays locked for hours. */
export async function wakeImports(ctx: Ctx): Promise<void> {
  for (const importId of await selectSilentImports(ctx, new Date(ctx.now.getTime() - SILENT_MS))) await queueWork(ctx, importId);
}
