import type { Id } from '@tessera/kernel';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { giveBack } from './give-back.ts';
import { lockDue } from './queries.ts';

/** Of one run; the rest goes the next. */
const VOUCHERS_MAX = 5_000;

/**
 * Gives back every voucher that nobody took until the end of its last day, and every booking that its merchant did not answer in time, each in a transaction of its own: one that cannot be given back now,
 * since its member's wallet is closed, keeps no other waiting and is tried again the next time. Safe to run twice. Answers how many went back.
 */
export async function expireVouchers(
  database: Database,
  onFault: (error: unknown) => void,
  requestId = 'redemptions.expireVouchers',
): Promise<number> {
  let [after, count] = [null as string | null, 0]; // The id of the last that was looked at.
  for (let turn = 0; turn < VOUCHERS_MAX; turn += 1) {
    const looked: { id: Id<'redemption'> | null } = { id: null };
    try {
      await database.transaction(systemActor('redemptions'), { requestId }, (ctx) => expireNext(ctx, after, looked));
      if (looked.id === null) return count;
      count += 1;
    } catch (error) {
      if (looked.id === null) throw error;
      onFault(error);
    }
    after = looked.id;
  }
  return count;
}

async function expireNext(ctx: Ctx, after: string | null, looked: { id: Id<'redemption'> | null }): Promise<void> {
  const [due] = await lockDue(ctx, { today: await businessDayNow(ctx), after, limit: 1 });
  if (!due) return;
  looked.id = due.id;
  await giveBack(ctx, {
    key: newId(ctx.now.getTime()),
    redemptionId: due.id,
    kind: due.state === 'asked' ? 'unanswered' : 'expiry',
    quantity: 'all',
    reason: '',
  });
}
