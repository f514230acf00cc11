import { z } from 'zod';
import { every } from '../../platform/events.ts';
import type { AnyJob } from '../../platform/jobs.ts';
import { VERIFY_JOB } from './carry-on-verification.ts';
import type { ReadRetention } from './get-chain.ts';
import { forgetFaults } from './note-fault.ts';
import { createPruneRecords } from './prune-records.ts';

export function createAuditJobs(retentionDays: ReadRetention): AnyJob[] {
  return [
    VERIFY_JOB,
    every('53 3 * * *', 'audit.forgetFaults', forgetFaults),
    { mode: 'direct', name: 'audit.pruneRecords', schema: z.unknown(), cron: '41 2 * * *', run: createPruneRecords(retentionDays) },
  ];
}
