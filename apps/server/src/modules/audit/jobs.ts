import { z } from 'zod';
import type { AnyJob } from '../../platform/jobs.ts';
import { VERIFY_JOB } from './carry-on-verification.ts';
import type { ReadRetention } from './get-chain.ts';
import { createPruneRecords } from './prune-records.ts';

export function createAuditJobs(retentionDays: ReadRetention): AnyJob[] {
  return [
    VERIFY_JOB,
    { mode: 'direct', name: 'audit.pruneRecords', schema: z.unknown(), cron: '41 2 * * *', run: createPruneRecords(retentionDays) },
  ];
}
