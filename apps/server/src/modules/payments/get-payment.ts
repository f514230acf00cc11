import { AppError, type InputOf, type OutputOf, PAGE_LIMIT_MAX, type payments } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { describePayments } from './describe-payments.ts';
import { selectPayments, selectRefundsOf } from './history-queries.ts';
import { partyOf } from './party.ts';

/** @throws AppError payments.unknown, also for a payment that the actor may not see */
export async function getPayment(ctx: Ctx, input: InputOf<typeof payments.getPayment>): Promise<OutputOf<typeof payments.getPayment>> {
  const [row] = await selectPayments(ctx, { party: partyOf(ctx.actor), paymentId: input.paymentId, limit: 1 });
  if (!row) throw new AppError('payments.unknown', { paymentId: input.paymentId });
  const refunds = await selectRefundsOf(ctx, input.paymentId, PAGE_LIMIT_MAX);
  const [payment, ...described] = await describePayments(ctx, [row, ...refunds]);
  if (!payment) throw new AppError('payments.unknown', { paymentId: input.paymentId });
  return { payment, refunds: described };
}

/** The signed-in member's own. @throws AppError payments.unknown, also for another's */
export function getOwnPayment(ctx: Ctx, input: InputOf<typeof payments.getOwnPayment>): Promise<OutputOf<typeof payments.getOwnPayment>> {
  return getPayment(ctx, input);
}
