import { id } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJob } from '../../platform/jobs.ts';
import { notifyLive, notifyLiveAll } from '../../platform/live.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { operatorAccountOf } from '../cards/index.ts';
import { post, TRANSFER_CODES } from '../ledger/index.ts';
import { findMembers } from '../members/index.ts';
import { findWalletsOfMembers } from '../wallets/index.ts';
import { lockBatch, lockWaitingOpenings, turnOpenings, updateBatch } from './queries.ts';

/** Balances of one transaction. */
const AT_ONCE_MAX = 200;

/** What names the job that posts the next balances of a batch; it queues itself until none waits. */
export const POST_OPENINGS = { name: 'migration.postOpenings', schema: z.object({ batchId: id<'migrationBatch'>() }) };

/**
 * Posts balances and says so in one transaction, each under its own id: a crash leaves whole steps, and a job that runs twice finds nothing to
 * do. Who has left meanwhile is left out; the desk pays them.
 */
export async function postOpenings(ctx: Ctx, { batchId }: z.infer<typeof POST_OPENINGS.schema>): Promise<void> {
  const batch = await lockBatch(ctx, batchId);
  if (batch?.state !== 'posting') return;
  const openings = await lockWaitingOpenings(ctx, { batchId, limit: AT_ONCE_MAX });
  const memberIds = openings.map((opening) => opening.member_id);
  const members = await findMembers(ctx, memberIds);
  const wallets = await findWalletsOfMembers(ctx, memberIds);
  const payable = openings.flatMap((opening) => {
    const wallet = wallets.get(opening.member_id);
    return wallet && members.get(opening.member_id)?.status === 'active' ? [{ opening, wallet }] : [];
  });
  if (payable.length > 0) {
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
  }
  const posted = new Set(payable.map(({ opening }) => opening.id));
  const leftOut = openings.filter((opening) => !posted.has(opening.id)).map((opening) => opening.id);
  await turnOpenings(ctx, [...posted], 'posted');
  await turnOpenings(ctx, leftOut, 'left_out');
  await notifyLiveAll(ctx, new Map(payable.map(({ wallet: { memberId } }) => [`member:${memberId}`, { kind: 'wallet' as const, memberId }])));
  if (openings.length === AT_ONCE_MAX) return addJob(ctx, { job: POST_OPENINGS, input: { batchId } });
  await updateBatch(ctx, batchId, { state: 'posted' });
  await record(ctx, {
    action: 'migration.postOpenings',
    targetKind: 'migrationBatch',
    targetId: batchId,
    after: { controlMinor: batch.control_minor },
  });
  await notifyLive(ctx, 'operator', { kind: 'migration' });
}
