import type { Ctx } from '../../platform/ctx.ts';
import { deleteExpired } from './queries.ts';

/** Housekeeping, safe to run twice: removes sessions, codes and attempt counters whose time is over. */
export async function forgetExpired(ctx: Ctx): Promise<void> {
  await deleteExpired(ctx);
}
