import type { Minor } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { raiseFencesOfMembers } from '../wallets/index.ts';
import { selectPursesByAccounts, updatePurses } from './purse-queries.ts';
import { addToDays } from './queries.ts';

/** A part of a payment that a purse bore; negative where it got it back. */
export type PurseMovement = { readonly accountId: number; readonly businessOn: string; readonly amountMinor: Minor };

/**
 * Adds what was paid out of purses, and given back into them, to the programmes' days. Accounts that are no purse's are passed over. Ask as the
 * system, once a payment.
 */
export async function noteSpending(ctx: Ctx, moved: readonly PurseMovement[]): Promise<void> {
  if (moved.length === 0) return;
  const purses = await selectPursesByAccounts(ctx, [...new Set(moved.map(({ accountId }) => accountId))]);
  const programmes = new Map(purses.map((purse) => [purse.account_id, purse.programme_id]));
  await addToDays(
    ctx,
    moved.flatMap(({ accountId, businessOn, amountMinor }) => {
      const programmeId = programmes.get(accountId);
      return programmeId ? [{ programmeId, businessOn, movement: 'spent' as const, amountMinor }] : [];
    }),
  );
}

/**
 * A refund came into these accounts. The wallets of purses among them look again at what they hold; what came into an expired one goes
 * back to its fund with the next sweep. Ask as the system, in the refund's transaction.
 */
export async function noteReturned(ctx: Ctx, accountIds: readonly number[]): Promise<void> {
  const purses = await selectPursesByAccounts(ctx, accountIds);
  if (purses.length === 0) return;
  await raiseFencesOfMembers(ctx, [...new Set(purses.map(({ member_id }) => member_id))]);
  await updatePurses(
    ctx,
    purses.filter(({ swept_at }) => swept_at !== null).map(({ id }) => id),
    { swept_at: null },
  );
}
