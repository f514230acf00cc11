import { AppError, type CONFIRM_PROBLEMS } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { LedgerRefusal } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { chargeSlip } from '../payments/index.ts';
import { type SlipRow, updateSlip } from './queries.ts';
import { clerkOf } from './slip.ts';

export type ConfirmProblem = (typeof CONFIRM_PROBLEMS)[number];

/**
 * Charges one locked slip that somebody else keyed. Its id is the charge's key, so that nothing charges it twice. What the wallet does not hold is
 * refused, and the slip waits; nothing was changed then.
 */
export async function chargeLockedSlip(ctx: Ctx, row: SlipRow): Promise<{ row: SlipRow } | { problem: ConfirmProblem }> {
  const clerk = clerkOf(ctx);
  if (row.state !== 'waiting') return { problem: 'not_waiting' };
  if (row.keyed_by === clerk.staffId) return { problem: 'needs_another_person' };
  // Keyed before it was known, or entered past the check: no till could have taken it either.
  if ((await findMembers(ctx, [row.member_id])).get(row.member_id)?.kind === 'anonymous') return { problem: 'anonymous_card' };
  const problem = await take(ctx, row);
  if (problem) return { problem };
  const decision = { state: 'posted', decided_by: clerk.staffId, decided_by_name: clerk.name, decided_at: ctx.now } as const;
  await updateSlip(ctx, row.id, decision);
  await record(ctx, {
    action: 'slips.confirmSlip',
    targetKind: 'member',
    targetId: row.member_id,
    after: { slipId: row.id, slipNumber: row.slip_number, merchantId: row.merchant_id, amountMinor: row.amount_minor, keyedBy: row.keyed_by_name },
  });
  return { row: { ...row, ...decision } };
}

async function take(ctx: Ctx, row: SlipRow): Promise<ConfirmProblem | undefined> {
  try {
    await chargeSlip(ctx, {
      id: row.id,
      memberId: row.member_id,
      merchantId: row.merchant_id,
      amountMinor: row.amount_minor,
      reason: `#${row.slip_number} ${row.paid_on}`,
      businessOn: await businessDayNow(ctx),
      paidOn: row.paid_on,
    });
    return undefined;
  } catch (error) {
    if (error instanceof LedgerRefusal && error.reason === 'insufficient_funds') return 'insufficient_funds';
    if (error instanceof LedgerRefusal && error.reason === 'account_closed') return 'wallet_not_active';
    if (error instanceof AppError && error.code === 'payments.wallet_not_active') return 'wallet_not_active';
    throw error;
  }
}
