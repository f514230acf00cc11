import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { every } from '../../platform/events.ts';
import { type AnyJob, defineDirectJob, type Errand } from '../../platform/jobs.ts';
import type { PersonalRecords } from '../../platform/personal.ts';
import { eraseDue } from './erase-member.ts';
import { EXPORT_ABANDONED_MS } from './export.ts';
import { expireExports } from './export-queries.ts';
import { type KeyParts, sealAnew } from './keys.ts';
import { makeExport } from './make-export.ts';
import { exportJob } from './request-own-export.ts';

export type PrivacyJobParts = KeyParts & {
  personal: readonly PersonalRecords[];
  /** Tells the member that the file is there. */
  onExportReady: (ctx: Ctx, memberId: Id<'member'>, expiresAt: Date) => Promise<void>;
};

export function createPrivacyJobs(parts: PrivacyJobParts): AnyJob[] {
  const { personal, secrets, onExportReady: onReady } = parts;
  return [
    defineDirectJob(exportJob.name, exportJob.schema, (errand, { exportId }) => makeExport({ secrets, personal, onReady }, errand, exportId)),
    every('*/10 * * * *', 'privacy.expireExports', (ctx) => expireExports(ctx, new Date(ctx.now.getTime() - EXPORT_ABANDONED_MS))),
    clocked('*/5 * * * *', 'privacy.eraseDue', (errand) => eraseDue(personal, errand)),
    clocked('* * * * *', 'privacy.sealAnew', (errand) => sealAnew(parts, errand)),
  ];
}

function clocked(cron: string, name: string, run: (errand: Errand) => Promise<void>): AnyJob {
  return { mode: 'direct', name, schema: z.unknown(), cron, run };
}
