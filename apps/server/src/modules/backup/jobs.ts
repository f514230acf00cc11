import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import { type AnyJob, defineDirectJob } from '../../platform/jobs.ts';
import { DRILL_JOB, MAKE_JOB } from './begin-backup.ts';
import { checkClock } from './check-clock.ts';
import type { BackupPlace } from './place.ts';
import { runBackup } from './run-backup.ts';
import { runDrill } from './run-drill.ts';

const idOf = (input: { backupId: string }) => input.backupId as Id<'backup'>; // Queued by begin-backup.ts.

export function createBackupJobs(place: BackupPlace): AnyJob[] {
  return [
    defineDirectJob(MAKE_JOB.name, MAKE_JOB.schema, ({ database, now }, input) => runBackup({ database, place, now }, idOf(input))),
    defineDirectJob(DRILL_JOB.name, DRILL_JOB.schema, ({ database }, input) => runDrill({ database, place }, idOf(input))),
    {
      mode: 'direct',
      name: 'backup.checkClock',
      schema: z.unknown(),
      cron: '* * * * *',
      run: ({ database }) => checkClock({ database, place }),
    },
  ];
}
