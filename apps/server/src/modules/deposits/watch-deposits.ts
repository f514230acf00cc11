import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { describeDeposit } from './deposit.ts';
import { lockDeposit, selectDeposits, updateDeposit } from './queries.ts';
import { announceDeposits, tellOfLow } from './tell-parties.ts';

/** Every deposit; answers how many became low. Redemptions do not watch: they would all wait for one row. */
export async function watchDeposits(ctx: Ctx): Promise<number> {
  let lowered = 0;
  const rows = [...(await selectDeposits(ctx))].sort((a, b) => (a.issuer_id < b.issuer_id ? -1 : 1));
  for (const { issuer_id } of rows) lowered += (await watchDeposit(ctx, issuer_id)) ? 1 : 0;
  return lowered;
}

/** True when it became low now. The row's lock makes it one crossing, however many look; when there is enough again, the next one is told anew. */
export function watchDeposit(ctx: Ctx, issuerId: Id<'organization'>): Promise<boolean> {
  return asSystem(ctx, async (system) => {
    const row = await lockDeposit(system, issuerId);
    if (!row) return false;
    const view = await describeDeposit(system, row);
    const isLow = view.availableMinor < row.low_minor;
    if (isLow === (row.low_since !== null)) return false;
    await updateDeposit(system, issuerId, { low_since: isLow ? system.now : null });
    if (isLow) await tellOfLow(system, view);
    await announceDeposits(system, issuerId);
    return isLow;
  });
}
