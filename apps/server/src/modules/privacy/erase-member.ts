import { DAY_MS, type Id } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Errand } from '../../platform/jobs.ts';
import { notifyLive } from '../../platform/live.ts';
import type { PersonalRecords, Pseudonym, Subject } from '../../platform/personal.ts';
import { record } from '../audit/index.ts';
import { findUserOfMember } from '../members/index.ts';
import { findObstacles } from './erasure.ts';
import { lockErasure, selectDue, updateErasure } from './erasure-queries.ts';

const SYSTEM = systemActor('erasure');
/** Forgotten in one run of the job; the next run takes the rest. */
const RUN_MAX = 50;

/** Forgets everybody whose cooling-off is over, each in a transaction of their own. */
export async function eraseDue(personal: readonly PersonalRecords[], errand: Errand): Promise<void> {
  const { database, requestId } = errand;
  const due = await database.transaction(SYSTEM, { requestId }, (ctx) => selectDue(ctx, RUN_MAX));
  for (const erasureId of due) await database.transaction(SYSTEM, { requestId }, (ctx) => eraseMember(ctx, personal, erasureId));
}

/**
 * Puts a pseudonym in the person's place, in every module, in one transaction: whoever reads meanwhile sees the whole person or none.
 * What is in the way puts it off by a day and is shown. Done twice, it does nothing.
 */
export async function eraseMember(ctx: Ctx, personal: readonly PersonalRecords[], erasureId: Id<'erasure'>): Promise<void> {
  const row = await lockErasure(ctx, erasureId);
  if (!row || (row.status !== 'waiting' && row.status !== 'blocked') || row.due_at === null || row.due_at > ctx.now) return;
  const userId = await findUserOfMember(ctx, row.member_id);
  if (!userId) throw new Error('an erasure of a member who has no row');
  const subject: Subject = { memberId: row.member_id, userId };
  const obstacles = await findObstacles(ctx, personal, subject);
  if (obstacles.length > 0) {
    await updateErasure(ctx, erasureId, { status: 'blocked', obstacles, due_at: new Date(ctx.now.getTime() + DAY_MS) });
    await notifyLive(ctx, 'operator', { kind: 'privacy' });
    return;
  }
  const pseudonym = pseudonymOf(erasureId);
  // From the top down: what stands above knows what it hangs on below.
  for (const { erase } of personal.toReversed()) await erase?.(ctx, subject, pseudonym);
  await updateErasure(ctx, erasureId, { status: 'done', settled_at: ctx.now, obstacles: [] });
  await record(ctx, { action: 'privacy.eraseMember', targetKind: 'member', targetId: row.member_id, after: { erasureId } });
  await notifyLive(ctx, 'operator', { kind: 'privacy' });
}

/** Made of the erasure's id and of nothing of the person. */
export function pseudonymOf(erasureId: Id<'erasure'>): Pseudonym {
  const tail = erasureId.replaceAll('-', '').slice(-12);
  return { name: `已注销 ${tail.slice(-4)}`, number: `X-${tail}` };
}
