import { AppError, id } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { record } from '../audit/index.ts';
import { type ExportView, exportView } from './export.ts';
import { insertExport } from './export-queries.ts';
import { ownMemberId } from './own-member.ts';

/** What names the job, for whoever queues it. */
export const exportJob = { name: 'privacy.makeExport', schema: z.object({ exportId: id<'export'>() }) };

/** @throws AppError `privacy.export_under_way` */
export async function requestOwnExport(ctx: Ctx): Promise<ExportView> {
  const memberId = ownMemberId(ctx);
  const row = await insertExport(ctx, { id: newId<'export'>(ctx.now.getTime()), memberId });
  if (!row) throw new AppError('privacy.export_under_way');
  await addJob(ctx, { job: exportJob, input: { exportId: row.id } });
  await record(ctx, { action: 'privacy.requestOwnExport', targetKind: 'member', targetId: memberId });
  return exportView(row, ctx.now);
}
