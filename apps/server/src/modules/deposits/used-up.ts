import { AppError } from '@tessera/contract';
import { add, type Id, type Minor, ZERO } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { standingOf } from './deposit.ts';
import { lockDeposit, selectDeposit } from './queries.ts';

type Charge = { readonly issuerId: Id<'organization'> | null; readonly priceMinor: Minor };

/** Whether a programme of this issuer gives nothing for the moment. Of an issuer that does not pay in advance, and where people are only told, never. */
export function isGrantRefused(ctx: Ctx, issuerId: Id<'organization'> | null): Promise<boolean> {
  return asSystem(ctx, async (system) => {
    if (issuerId === null || (await readSetting(system, 'deposits.whenUsedUp')) === 'warn') return false;
    const deposit = await selectDeposit(system, issuerId);
    return deposit !== undefined && (await standingOf(system, deposit)).availableMinor <= 0;
  });
}

/**
 * Where a redemption must be covered, holds the deposits that it draws on to the end of the transaction, in the order of their ids: of two that
 * want the last of one, the second sees what the first took. To be asked before anything else is locked. Whoever redeems need not know why.
 * @throws AppError `deposits.points_suspended`
 */
export async function requireCover(ctx: Ctx, charges: readonly Charge[]): Promise<void> {
  await asSystem(ctx, async (system) => {
    if ((await readSetting(system, 'deposits.whenUsedUp')) !== 'refuseRedemptions') return;
    const sums = new Map<Id<'organization'>, Minor>();
    for (const { issuerId, priceMinor } of charges) if (issuerId !== null) sums.set(issuerId, add(sums.get(issuerId) ?? ZERO, priceMinor));
    for (const [issuerId, priceMinor] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const deposit = await lockDeposit(system, issuerId);
      if (deposit && (await standingOf(system, deposit)).availableMinor < priceMinor) throw new AppError('deposits.points_suspended');
    }
  });
}
