import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { balanceOf } from '../ledger/index.ts';
import { sumLines } from './queries.ts';

export type DepositCheck = { issuerId: Id<'organization'>; stands: number; should: number; setOff: number };

/** By deposit: what the ledger says, what its lines come to, and what of bills was set off. As the system. */
export async function checkDeposits(ctx: Ctx): Promise<DepositCheck[]> {
  const checks: DepositCheck[] = [];
  for (const { issuerId, account, sum, setOff } of await sumLines(ctx)) {
    checks.push({ issuerId, stands: await balanceOf(ctx, account), should: sum, setOff });
  }
  return checks;
}
