import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJobs } from '../../platform/jobs.ts';
import { findOrganizations } from '../organizations/index.ts';
import { NOTICES_MAX, notifyAll } from './notify.ts';
import { selectSpendAlerts } from './preference-queries.ts';

const spend = z.object({
  paymentId: z.string(),
  memberId: id<'member'>(),
  merchantId: id<'organization'>(),
  amountMinor: z.int(),
  balanceAfterMinor: z.int(),
  at: z.iso.datetime(),
});
export type Spend = z.infer<typeof spend>;
/** What names the job that tells a batch of payers. */
export const TELL_SPENDERS = { name: 'notifications.tellSpenders', schema: z.object({ spends: z.array(spend).max(NOTICES_MAX) }) };

/**
 * Takes a batch of charges from whoever follows the journal: one look finds who wants to hear of theirs, and one job for up to
 * `NOTICES_MAX` of them tells those. Where nobody does, nothing is written.
 */
export async function alertSpenders(ctx: Ctx, spends: readonly Spend[]): Promise<void> {
  if (spends.length === 0) return;
  const alerts = await selectSpendAlerts(ctx, [...new Set(spends.map(({ memberId }) => memberId))]);
  if (alerts.length === 0) return;
  const over = new Map(alerts.map(({ memberId, overMinor }) => [memberId, Number(overMinor)]));
  const wanted = spends.filter(({ memberId, amountMinor }) => amountMinor > (over.get(memberId) ?? Number.POSITIVE_INFINITY));
  const jobs = chunks(wanted, NOTICES_MAX).map((part) => ({ name: TELL_SPENDERS.name, input: { spends: part } }));
  await addJobs(ctx, jobs);
}

/** Run twice, it tells nobody twice: a payment is told of once. */
export async function tellSpenders(ctx: Ctx, { spends }: { spends: readonly Spend[] }): Promise<void> {
  const merchants = await findOrganizations(ctx, [...new Set(spends.map(({ merchantId }) => merchantId))]);
  const nameOf = (merchantId: Id<'organization'>) => merchants.get(merchantId)?.name ?? '';
  await notifyAll(
    ctx,
    spends.map(({ paymentId, memberId, merchantId, amountMinor, balanceAfterMinor, at }) => ({
      to: { memberId },
      kind: 'wallet.paid',
      params: { amount: amountMinor, merchant: nameOf(merchantId), balance: balanceAfterMinor, at },
      key: paymentId,
    })),
  );
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
