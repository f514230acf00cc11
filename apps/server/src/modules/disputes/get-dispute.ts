import { AppError, type disputes, type InputOf, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { getPayment } from '../payments/index.ts';
import { describeDispute, describeEntries, describeOwnDispute } from './describe-disputes.ts';
import { type DisputeRow, selectDispute, selectEntries } from './queries.ts';

/** Lines of one timeline that are shown: the newest. */
const ENTRIES_MAX = 500;

/** With its payment and what was said to whoever asks. @throws AppError `disputes.unknown` */
export async function getDispute(ctx: Ctx, { disputeId }: InputOf<typeof disputes.getDispute>): Promise<OutputOf<typeof disputes.getDispute>> {
  const row = await selectDispute(ctx, disputeId);
  if (!row) throw new AppError('disputes.unknown', { disputeId });
  const { payment, refunds } = await paymentOf(ctx, row);
  return { dispute: await describeDispute(ctx, row), payment, refunds, entries: describeEntries(ctx, await selectEntries(ctx, row.id, ENTRIES_MAX)) };
}

/** @throws AppError `disputes.unknown`, also for another's */
export async function getOwnDispute(
  ctx: Ctx,
  { disputeId }: InputOf<typeof disputes.getOwnDispute>,
): Promise<OutputOf<typeof disputes.getOwnDispute>> {
  const row = await selectDispute(ctx, disputeId);
  if (!row) throw new AppError('disputes.unknown', { disputeId });
  return { dispute: await describeOwnDispute(ctx, row), entries: describeEntries(ctx, await selectEntries(ctx, row.id, ENTRIES_MAX)) };
}

/** Whoever may see the case may see its payment. */
async function paymentOf(ctx: Ctx, row: DisputeRow) {
  return row.payment_id ? await getPayment(ctx, { paymentId: row.payment_id }) : { payment: null, refunds: [] };
}
