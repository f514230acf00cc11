import { DECLINE_KEPT_DAYS_MIN } from '@tessera/contract';
import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { callForgetDeclines } from './decline-queries.ts';

/** The database looks at its own clock, which may be behind ours. */
const CLOCKS_APART_MS = 60 * 60 * 1000;

/** Forgets declines after their days, and never one whose key a till may still send again. Answers how many. */
export function forgetDeclines(ctx: Ctx, { keptDays, limit }: { keptDays: number; limit: number }): Promise<number> {
  const keptMs = Math.max(keptDays, DECLINE_KEPT_DAYS_MIN) * DAY_MS;
  return callForgetDeclines(ctx, { before: new Date(ctx.now.getTime() - keptMs - CLOCKS_APART_MS), limit });
}
