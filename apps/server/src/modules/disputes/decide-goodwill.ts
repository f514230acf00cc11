import { AppError, type disputes, type InputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { LedgerRefusal, openAccount, post, TRANSFER_CODES } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { findWalletsOfMembers, namingRoom, topUpBounds } from '../wallets/index.ts';
import { lockCase, refuseOpener, staffOf, step } from './case-act.ts';
import { type DisputeView, describeDispute } from './describe-disputes.ts';
import { type DisputeRow, insertGoodwillAccount, lockGoodwillAccount, selectGoodwillAccount } from './queries.ts';
import { tellDesk, tellMember } from './tell-parties.ts';

/** The owner that the ledger writes on the account that pays goodwill. */
const ACCOUNT_OWNER = '00000000-0000-7000-8000-000000000005';

/**
 * The checker's part, who is somebody else than proposed it and than opened the case: the operator pays of its own.
 * @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.needs_another_person`, `disputes.opened_by_decider`, `payments.wallet_not_active`,
 *   `payments.over_card_balance_limit`
 */
export async function approveGoodwill(ctx: Ctx, { disputeId }: InputOf<typeof disputes.approveGoodwill>): Promise<DisputeView> {
  const before = await lockCase(ctx, disputeId, 'approve');
  const checker = staffOf(ctx);
  if (before.decided_by === checker.staffId) throw new AppError('disputes.needs_another_person', { disputeId });
  refuseOpener(before, checker.staffId);
  const moneyId = newId<'payment'>(ctx.now.getTime());
  await pay(ctx, before, moneyId);
  const { row, entry } = await step(ctx, before, {
    change: { state: 'decided', decided_at: ctx.now, money_id: moneyId, approved_by: checker.staffId, approved_by_name: checker.name },
    said: { kind: 'decided', audience: 'member', text: before.reason, amountMinor: before.amount_minor },
    act: { action: 'disputes.approveGoodwill', after: { amountMinor: before.amount_minor, moneyId, proposedBy: before.decided_by_name } },
  });
  await tellMember(ctx, 'dispute.decided', { row, key: entry.id });
  return describeDispute(ctx, row);
}

/** Also by whoever proposed it, who thinks better of it. @throws AppError `disputes.unknown`, `disputes.not_now` */
export async function rejectGoodwill(ctx: Ctx, { disputeId, text }: InputOf<typeof disputes.rejectGoodwill>): Promise<DisputeView> {
  const before = await lockCase(ctx, disputeId, 'approve');
  const { row, entry } = await step(ctx, before, {
    change: { state: 'review', outcome: null, amount_minor: null, reason: null, decided_by: null, decided_by_name: null },
    said: { kind: 'rejected', audience: 'desk', text, amountMinor: before.amount_minor },
    act: { action: 'disputes.rejectGoodwill', after: { amountMinor: before.amount_minor, proposedBy: before.decided_by_name } },
  });
  await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return describeDispute(ctx, row);
}

async function pay(ctx: Ctx, row: DisputeRow, id: string): Promise<void> {
  const amountMinor = row.amount_minor;
  if (!amountMinor) throw new Error('goodwill has an amount');
  const wallet = (await asSystem(ctx, (system) => findWalletsOfMembers(system, [row.member_id]))).get(row.member_id);
  if (!wallet) throw new AppError('payments.wallet_not_active');
  const debit = await asSystem(ctx, goodwillAccount);
  const kind = (await asSystem(ctx, (system) => findMembers(system, [row.member_id]))).get(row.member_id)?.kind;
  if (!kind) throw new AppError('payments.wallet_not_active');
  const { limitMinor: ceilingMinor } = await asSystem(ctx, (system) => topUpBounds(system, kind));
  const transfer = { id, debit, credit: wallet.accountId, amountMinor, ceilingMinor, code: TRANSFER_CODES.adjustment, origin: staffOf(ctx).staffId };
  await post(ctx, { businessOn: await businessDayNow(ctx), transfers: [transfer] }).catch(async (error: unknown) => {
    if (error instanceof LedgerRefusal && error.reason === 'account_closed') throw new AppError('payments.wallet_not_active');
    throw await namingRoom(ctx, error, { accountId: wallet.accountId, limitMinor: ceilingMinor });
  });
}

async function goodwillAccount(ctx: Ctx): Promise<number> {
  const known = await selectGoodwillAccount(ctx);
  if (known !== undefined) return known;
  await lockGoodwillAccount(ctx);
  const meanwhile = await selectGoodwillAccount(ctx);
  if (meanwhile !== undefined) return meanwhile;
  const account = await openAccount(ctx, { owner: ACCOUNT_OWNER, kind: 'operator', hot: true });
  await insertGoodwillAccount(ctx, account.id);
  return account.id;
}
