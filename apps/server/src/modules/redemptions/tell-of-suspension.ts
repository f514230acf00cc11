import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyAll } from '../notifications/index.ts';
import { findOrganizations } from '../organizations/index.ts';
import { selectWaitingAt } from './queries.ts';

const VOUCHERS_PER_STEP = 200;
/** What names the job that tells the next members; it queues itself until none is left. */
export const TELL_OF_SUSPENSION = {
  name: 'redemptions.tellOfSuspension',
  schema: z.object({ organizationId: id<'organization'>(), since: z.iso.datetime(), afterId: id<'redemption'>().nullable() }),
};
type Telling = z.output<typeof TELL_OF_SUSPENSION.schema>;

/** Whose vouchers wait at a merchant that was suspended just now learns it, and that they can cancel. */
export async function beginToTell(ctx: Ctx, { organizationId }: { organizationId: Id<'organization'> }): Promise<void> {
  await addJob(ctx, { job: TELL_OF_SUSPENSION, input: { organizationId, since: ctx.now.toISOString(), afterId: null } });
}

/** Each voucher is told of once a suspension, however often this runs; with the merchant resumed meanwhile nobody is told any more. */
export async function tellOfSuspension(ctx: Ctx, { organizationId, since, afterId }: Telling): Promise<void> {
  const merchant = (await findOrganizations(ctx, [organizationId])).get(organizationId);
  if (merchant?.status !== 'suspended') return;
  const rows = await selectWaitingAt(ctx, { merchantId: organizationId, afterId, limit: VOUCHERS_PER_STEP });
  await notifyAll(
    ctx,
    rows.map((row) => ({
      to: { memberId: row.member_id },
      kind: 'redemption.merchantSuspended' as const,
      params: { item: row.item_name, merchant: merchant.name, number: row.number },
      key: `redemption.merchantSuspended ${row.id} ${since}`,
    })),
  );
  const last = rows.at(-1);
  if (last && rows.length === VOUCHERS_PER_STEP) await addJob(ctx, { job: TELL_OF_SUSPENSION, input: { organizationId, since, afterId: last.id } });
}
