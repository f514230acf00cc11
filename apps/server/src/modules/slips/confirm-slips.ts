import { AppError, type InputOf, type OutputOf, type slips } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { chargeLockedSlip } from './charge-locked-slip.ts';
import { lockSlips, type SlipRow } from './queries.ts';
import { announceSlips } from './slip.ts';

/**
 * A pile at once: each that can be charged is, and each other waits on and says why. The members' wallets are taken in one order, so that two
 * people with overlapping piles never wait in a circle. @throws AppError `slips.unknown`
 */
export async function confirmSlips(ctx: Ctx, { slipIds }: InputOf<typeof slips.confirmSlips>): Promise<OutputOf<typeof slips.confirmSlips>> {
  const rows = await lockSlips(ctx, slipIds);
  const known = new Set(rows.map(({ id }) => id));
  const missing = slipIds.find((slipId) => !known.has(slipId));
  if (missing) throw new AppError('slips.unknown', { slipId: missing });
  const problems = new Map<SlipRow['id'], OutputOf<typeof slips.confirmSlips>['lines'][number]['problem']>();
  for (const row of rows.sort(byMember)) {
    const charged = await chargeLockedSlip(ctx, row);
    problems.set(row.id, 'problem' in charged ? charged.problem : null);
  }
  await announceSlips(ctx);
  return { lines: [...new Set(slipIds)].map((slipId) => ({ slipId, problem: problems.get(slipId) ?? null })) };
}

function byMember(a: SlipRow, b: SlipRow): number {
  if (a.member_id !== b.member_id) return a.member_id < b.member_id ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
