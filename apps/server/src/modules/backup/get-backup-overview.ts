import type { backup, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { nextTime } from '../../platform/schedule.ts';
import { readSetting } from '../settings/index.ts';
import { backupView } from './backup.ts';
import type { BackupPlace } from './place.ts';
import { selectLastTimes, selectUnderWay } from './queries.ts';

/** Whether backups are in order, on one screen. */
export async function getBackupOverview(ctx: Ctx, place: BackupPlace): Promise<OutputOf<typeof backup.getBackupOverview>> {
  const { good, drill } = await selectLastTimes(ctx);
  const [running] = await selectUnderWay(ctx);
  const next = (schedule: string) => nextTime(schedule, ctx.now, place.timeZone);
  return {
    lastGoodAt: good,
    lastDrillAt: drill,
    nextAt: next(await readSetting(ctx, 'backup.schedule')),
    nextDrillAt: next(await readSetting(ctx, 'backup.drillSchedule')),
    folder: place.folder,
    keyPlace: place.keyPlace,
    keyFile: place.keyFile,
    running: running ? backupView(running) : null,
  };
}
