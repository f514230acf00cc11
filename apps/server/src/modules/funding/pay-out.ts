import type { WithdrawalWay } from '@tessera/contract';
import { type Id, type Minor, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { ChannelsParts } from '../channels/index.ts';
import { findSources } from './find-sources.ts';
import { makeWithdrawal } from './make-withdrawal.ts';
import { sumPaidForClosure } from './queries.ts';
import { handOverCash, sendToSources } from './settle-withdrawal.ts';
import { reachOf } from './withdrawal.ts';

type PayOut = {
  memberId: Id<'member'>;
  amountMinor: Minor;
  way: WithdrawalWay;
  reason: string;
  madeBy: { staffId: Id<'staff'>; name: string } | null;
};

/**
 * Pays own money of a leaver out, with the gifts beside it lapsing: to its sources as `closurePaymentEnded` tells, by hand at once. Another person has
 * let the closure go where that is asked for. As the system.
 * @throws AppError `funding.insufficient`, `funding.beyond_sources`
 */
export async function payOut(ctx: Ctx, channels: ChannelsParts, input: PayOut): Promise<void> {
  const row = await makeWithdrawal(ctx, { ...input, id: newId<'withdrawal'>(ctx.now.getTime()), purpose: 'closure' });
  await (input.way === 'source' ? sendToSources(ctx, channels, row) : handOverCash(ctx, row, input.madeBy?.staffId));
}

/** How much of a member's money channels would take back. As the system. */
export async function sourceReach(ctx: Ctx, memberId: Id<'member'>): Promise<Minor> {
  return reachOf(await findSources(ctx, memberId));
}

/** What was paid out to a leaver so far. */
export function paidForClosure(ctx: Ctx, memberId: Id<'member'>): Promise<Minor> {
  return sumPaidForClosure(ctx, memberId);
}
