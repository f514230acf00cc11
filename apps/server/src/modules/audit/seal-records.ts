import type { Ctx } from '../../platform/ctx.ts';
import type { Step } from '../../platform/keep-up.ts';
import { callSealPending } from './chain-queries.ts';

/** Records of one transaction; so many take some 30 ms. */
const SEALED_AT_ONCE = 1_000;

/**
 * Adds the next committed records to the chain, and answers how many. Any number of processes may call it: one seals, the others find the
 * head taken and go on. Nobody who records waits for it.
 */
export function sealRecords(ctx: Ctx): Promise<number> {
  return callSealPending(ctx, SEALED_AT_ONCE);
}

/** What follows the records as they are committed. */
export const AUDIT_STEPS: readonly Step[] = [{ name: 'audit.sealRecords', run: sealRecords }];
