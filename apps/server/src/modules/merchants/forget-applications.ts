import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { deleteIdleApplications } from './queries.ts';

/**
 * Forgets applications that were refused, or whose applicant did not answer, and that nobody touched for `merchants.keepApplicationDays`, with their
 * papers; answers how many. What waits for the operator stays, and so does whatever a contract was drawn up for.
 */
export async function forgetApplications(ctx: Ctx, limit: number): Promise<number> {
  const keptDays = await readSetting(ctx, 'merchants.keepApplicationDays');
  return deleteIdleApplications(ctx, { before: new Date(ctx.now.getTime() - keptDays * DAY_MS), limit });
}
