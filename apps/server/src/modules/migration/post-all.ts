import type { OpeningProblem } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLiveAll } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { operatorAccountOf } from '../cards/index.ts';
import { findAccounts, post, TRANSFER_CODES } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { findWalletsOfMembers, type WalletOfMember } from '../wallets/index.ts';
import { type OpeningRow, turnOpenings } from './queries.ts';

/**
 * Posts these balances, which the caller has locked, and says of each what became of it: one that cannot be posted stands in nobody's way and
 * waits, with the reason, for a person. Answers the problems by opening. As the system.
 */
export async function postAll(ctx: Ctx, openings: readonly OpeningRow[]): Promise<Map<Id<'opening'>, OpeningProblem>> {
  const problems = new Map<Id<'opening'>, OpeningProblem>();
  const payable: { opening: OpeningRow; wallet: WalletOfMember }[] = [];
  const judge = await judged(
    ctx,
    openings.map((opening) => opening.member_id),
  );
  for (const opening of openings) {
    const found = judge(opening.member_id);
    if (typeof found === 'string') problems.set(opening.id, found);
    else payable.push({ opening, wallet: found });
  }
  await postPayable(ctx, payable);
  await turnOpenings(
    ctx,
    payable.map(({ opening }) => opening.id),
    { state: 'posted', problem: null },
  );
  for (const problem of new Set(problems.values())) {
    const ids = openings.flatMap(({ id }) => (problems.get(id) === problem ? [id] : []));
    await turnOpenings(ctx, ids, { state: 'left_out', problem });
  }
  return problems;
}

/** Where each member's money goes, or why it cannot. */
async function judged(ctx: Ctx, memberIds: readonly Id<'member'>[]): Promise<(memberId: Id<'member'>) => WalletOfMember | OpeningProblem> {
  const members = await findMembers(ctx, memberIds);
  const wallets = await findWalletsOfMembers(ctx, memberIds);
  const accounts = await findAccounts(
    ctx,
    [...wallets.values()].map(({ accountId }) => accountId),
  );
  const closed = new Set(accounts.filter(({ status }) => status === 'closed').map(({ id }) => id));
  return (memberId) => {
    const wallet = wallets.get(memberId);
    if (members.get(memberId)?.status !== 'active') return 'member_closed';
    return wallet && !closed.has(wallet.accountId) ? wallet : 'wallet_closed';
  };
}

async function postPayable(ctx: Ctx, payable: readonly { opening: OpeningRow; wallet: WalletOfMember }[]): Promise<void> {
  if (payable.length === 0) return;
  const debit = await operatorAccountOf(ctx, 'migration');
  await post(ctx, {
    id: newId(ctx.now.getTime()),
    businessOn: await businessDayNow(ctx),
    transfers: payable.map(({ opening, wallet }) => ({
      id: opening.id,
      debit,
      credit: wallet.accountId,
      amountMinor: opening.amount_minor,
      code: TRANSFER_CODES.opening,
    })),
  });
  await notifyLiveAll(ctx, new Map(payable.map(({ wallet: { memberId } }) => [`member:${memberId}`, { kind: 'wallet' as const, memberId }])));
}
