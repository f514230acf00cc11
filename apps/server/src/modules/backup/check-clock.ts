import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import { nextTime } from '../../platform/schedule.ts';
import { readSetting } from '../settings/index.ts';
import type { BackupRow } from './backup.ts';
import { DEAD_AFTER_MS, SYSTEM } from './beat.ts';
import { beginBackup, beginDrill } from './begin-backup.ts';
import { backupFailed, drillFailed } from './events.ts';
import type { BackupPlace } from './place.ts';
import { moveClock, selectKept, selectUnderWay, updateBackup } from './queries.ts';
import { takeStock } from './take-stock.ts';

/** What was missed while no server ran is made up for, unless it is older than this. */
const MADE_UP_FOR_MS = 7 * 24 * 60 * 60 * 1000;
const BY_ITSELF = { kind: 'scheduled', requestedBy: 'system' } as const;

/** Once a minute: buries what died, looks into the folder, and begins what the schedules name. */
export async function checkClock({ database, place }: { database: Database; place: BackupPlace }): Promise<void> {
  await takeStock(database, place);
  await database.transaction(SYSTEM, {}, async (ctx) => {
    await buryDead(ctx);
    const before = await moveClock(ctx);
    if (!before) return;
    const since = new Date(Math.max(before.getTime(), ctx.now.getTime() - MADE_UP_FOR_MS));
    const isDue = (schedule: string) => {
      const next = nextTime(schedule, since, place.timeZone);
      return next !== null && next <= ctx.now;
    };
    if (isDue(await readSetting(ctx, 'backup.schedule'))) await unlessRunning(() => beginBackup(ctx, place, BY_ITSELF));
    const [newest] = isDue(await readSetting(ctx, 'backup.drillSchedule')) ? await selectKept(ctx) : [];
    if (newest) await unlessRunning(() => beginDrill(ctx, newest.id));
  });
}

async function unlessRunning(begin: () => Promise<BackupRow>): Promise<void> {
  try {
    await begin();
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'backup.running')) throw error;
  }
}

/** A server that was killed cannot say that it failed; its silence does. */
async function buryDead(ctx: Ctx): Promise<void> {
  const dead = (await selectUnderWay(ctx)).filter((one) => one.beat_at.getTime() < ctx.now.getTime() - DEAD_AFTER_MS);
  for (const { id, name, state } of dead) {
    const gone = { backupId: id, name, fault: 'interrupted' as const, at: ctx.now.toISOString() };
    if (state === 'running') {
      await updateBackup(ctx, id, { state: 'failed', finished_at: ctx.now, fault: 'interrupted' });
      await publish(ctx, backupFailed, gone);
    } else {
      await updateBackup(ctx, id, { drill_state: 'failed', drill_finished_at: ctx.now, drill_faults: ['interrupted'] });
      await publish(ctx, drillFailed, gone);
    }
    await notifyLive(ctx, 'operator', { kind: 'backups' });
  }
}
