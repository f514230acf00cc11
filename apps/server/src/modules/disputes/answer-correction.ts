import { AppError, type disputes, type InputOf } from '@tessera/contract';
import { businessDayOf, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow, timeZoneOf } from '../../platform/time-zone.ts';
import { LedgerRefusal } from '../ledger/index.ts';
import { chargeSlip, getPayment } from '../payments/index.ts';
import { lockCase, step } from './case-act.ts';
import { describeOwnDispute, type OwnDisputeView } from './describe-disputes.ts';
import { caseNumberOf } from './dispute.ts';
import type { DisputeRow } from './queries.ts';
import { tellDesk } from './tell-parties.ts';

/**
 * The member's word on the sum that they were shown: agreed, the missing part is charged at once; otherwise the desk goes on.
 * @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.amount_changed`, `disputes.insufficient_funds`, `payments.wallet_not_active`
 */
export async function answerCorrection(ctx: Ctx, input: InputOf<typeof disputes.answerCorrection>): Promise<OwnDisputeView> {
  const { disputeId, isAgreed, amountMinor } = input;
  const before = await lockCase(ctx, disputeId, 'agree');
  if (before.amount_minor !== amountMinor) throw new AppError('disputes.amount_changed', { disputeId });
  const { row, entry } = isAgreed ? await agree(ctx, before) : await disagree(ctx, before);
  await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return describeOwnDispute(ctx, row);
}

async function agree(ctx: Ctx, before: DisputeRow) {
  const moneyId = newId<'payment'>(ctx.now.getTime());
  await charge(ctx, before, moneyId);
  return step(ctx, before, {
    change: { state: 'decided', decided_at: ctx.now, money_id: moneyId },
    said: { kind: 'agreed', audience: 'all', amountMinor: before.amount_minor },
    act: { action: 'disputes.answerCorrection', after: { isAgreed: true, amountMinor: before.amount_minor, moneyId } },
  });
}

function disagree(ctx: Ctx, before: DisputeRow) {
  return step(ctx, before, {
    change: { state: 'review', outcome: null, amount_minor: null, reason: null, decided_by: null, decided_by_name: null },
    said: { kind: 'disagreed', audience: 'member', amountMinor: before.amount_minor },
    act: { action: 'disputes.answerCorrection', after: { isAgreed: false } },
  });
}

/** As a slip is charged: what is owed was agreed, no till is there to ask for limits, and what could pay on the payment's day may. */
async function charge(ctx: Ctx, row: DisputeRow, id: ReturnType<typeof newId<'payment'>>): Promise<void> {
  const { merchant_id: merchantId, amount_minor: amountMinor, payment_id: paymentId } = row;
  if (!merchantId || !amountMinor || !paymentId) throw new Error('a correction has a merchant, an amount and a payment');
  const businessOn = await businessDayNow(ctx);
  const { payment } = await asSystem(ctx, (system) => getPayment(system, { paymentId }));
  const paidOn = businessDayOf(payment.at, await timeZoneOf(ctx));
  const slip = { id, memberId: row.member_id, merchantId, amountMinor, reason: caseNumberOf(row.case_number), businessOn, paidOn };
  await asSystem(ctx, (system) => chargeSlip(system, slip)).catch(refuse);
}

function refuse(error: unknown): never {
  if (error instanceof LedgerRefusal && error.reason === 'insufficient_funds') throw new AppError('disputes.insufficient_funds');
  if (error instanceof LedgerRefusal && error.reason === 'account_closed') throw new AppError('payments.wallet_not_active');
  throw error;
}
