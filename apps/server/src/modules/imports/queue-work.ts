import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';

/** Names the job that works on an import; what it does is in `work-on-import.ts`. */
export const workJob = { name: 'imports.workOnImport', schema: z.object({ importId: id<'import'>() }) };

/** One waiting job per import is enough. */
export function queueWork(ctx: Ctx, importId: Id<'import'>): Promise<void> {
  return addJob(ctx, { job: workJob, input: { importId }, jobKey: `imports:${importId}` });
}
