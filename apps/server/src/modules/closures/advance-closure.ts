import { type Id, type Minor, subtract } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { voidCardsOf } from '../cards/index.ts';
import { type FundedWallet, findFundedWallet, paidForClosure } from '../funding/index.ts';
import { closeGiftCardsOf, holdsGiftCard } from '../giftcards/index.ts';
import { describePurse, lockedPurse, returnGiftsOf } from '../gifts/index.ts';
import { lockedAccount, setAccountStatus } from '../ledger/index.ts';
import { endHoldingsOf, holdsPaidPlan } from '../mealplans/index.ts';
import { notify } from '../notifications/index.ts';
import { sweepPursesOf } from '../subsidies/index.ts';
import { type ClosureRow, lockUnderWay, updateClosure } from './queries.ts';
import { announceClosures } from './round.ts';

/** A payment of it has ended, as it may: look what is left. Run twice, it finds nothing to do. As the system. */
export async function goOnAfter(ctx: Ctx, { memberId }: { memberId: Id<'member'> }): Promise<void> {
  const row = await lockUnderWay(ctx, memberId);
  if (!row) return;
  await advance(ctx, row);
  await announceClosures(ctx);
}

/** The next step of a closure that the caller has locked: wait, have the rest handed over, or close for good. */
export async function advance(ctx: Ctx, row: ClosureRow): Promise<void> {
  const wallet = row.member_id ? await findFundedWallet(ctx, row.member_id) : undefined;
  if (!wallet) return;
  const { heldMinor } = await lockedAccount(ctx, wallet.accountId);
  const ownMinor = await lockedOwnMoney(ctx, wallet);
  const paid = { paid_minor: subtract(await paidForClosure(ctx, wallet.memberId), row.paid_before_minor), left_minor: ownMinor };
  if (heldMinor > 0) return updateClosure(ctx, row.id, { ...paid, state: 'paying' });
  // Whoever was opened again meanwhile is closed by the person at the desk, who sees it.
  const { memberId } = wallet;
  const isOpen = wallet.member.status === 'active' || (await holdsPaidPlan(ctx, memberId)) || (await holdsGiftCard(ctx, memberId));
  if (ownMinor > 0 || isOpen) return updateClosure(ctx, row.id, { ...paid, state: 'payable' });
  await closeForGood(ctx, wallet);
  await updateClosure(ctx, row.id, { ...paid, state: 'done', finished_at: ctx.now });
  const params = { amount: paid.paid_minor };
  await notify(ctx, { to: { memberId: wallet.memberId }, kind: 'wallet.closed', params, key: row.id });
}

/** Own money that is not kept back, in an account that nothing moves until the transaction ends. */
async function lockedOwnMoney(ctx: Ctx, { memberId, accountId }: FundedWallet): Promise<Minor> {
  return (await describePurse(ctx, await lockedPurse(ctx, memberId, accountId))).ownMinor;
}

/** Whether the sum that waits to be handed over is no longer what the member has. The row is the caller's, and the account from now on. */
export async function hasChanged(ctx: Ctx, row: ClosureRow): Promise<boolean> {
  const wallet = row.member_id ? await findFundedWallet(ctx, row.member_id) : undefined;
  return wallet !== undefined && (await lockedOwnMoney(ctx, wallet)) !== row.left_minor;
}

/** What belongs to others goes back to them; then nothing is left, and the account takes nothing any more. */
async function closeForGood(ctx: Ctx, { memberId, accountId }: FundedWallet): Promise<void> {
  await returnGiftsOf(ctx, memberId, accountId);
  await sweepPursesOf(ctx, memberId);
  await endHoldingsOf(ctx, memberId);
  await closeGiftCardsOf(ctx, memberId);
  await voidCardsOf(ctx, memberId);
  await setAccountStatus(ctx, { account: accountId, status: 'closed' });
}
