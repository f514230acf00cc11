import type { Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { notifyLive } from '../../platform/live.ts';
import { updateBackup } from './queries.ts';

export const SYSTEM = systemActor('backup');
const BEAT_EVERY_MS = 2_000;
/** Whoever gave no sign for so long is dead. */
export const DEAD_AFTER_MS = 120_000;

/** Writes down every few seconds that the work goes on, and how far it is, for as long as `work` takes. */
export async function withBeat<Result>(
  of: { database: Database; onProgress?: (done: number) => void },
  backupId: Id<'backup'>,
  work: (onProgress: (done: number) => void) => Promise<Result>,
): Promise<Result> {
  let progress = 0;
  const beat = () =>
    of.database.transaction(SYSTEM, {}, async (ctx) => {
      await updateBackup(ctx, backupId, { beat_at: ctx.now, progress });
      await notifyLive(ctx, 'operator', { kind: 'backups' });
    });
  let last: Promise<unknown> = Promise.resolve();
  // A beat that is lost is made up for by the next.
  const timer = setInterval(() => {
    last = beat().catch(() => undefined);
  }, BEAT_EVERY_MS);
  try {
    return await work((done) => {
      progress = Math.max(progress, done);
      of.onProgress?.(progress);
    });
  } finally {
    clearInterval(timer);
    await last;
  }
}
