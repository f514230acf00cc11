import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { step } from './case-act.ts';
import { lockDecidedBefore, lockMerchantsSilent, lockOverdueUntold, lockUnansweredUntold, updateDispute } from './queries.ts';
import { announceDispute, escalate, tellDesk } from './tell-parties.ts';

/** Cases of one turn; the rest is for the next one, some minutes later. */
const AT_ONCE_MAX = 100;

/**
 * What the clock does to cases: one whose merchant has not answered goes on without it, one without a first answer calls for everybody who decides
 * cases, one that is past its day calls for somebody, each once, and one
 * that was decided some days ago is closed. Each row is locked and looked at anew, so that a second run does nothing twice.
 */
export async function watchDisputes(ctx: Ctx): Promise<void> {
  for (const before of await lockMerchantsSilent(ctx, AT_ONCE_MAX)) {
    const { row, entry } = await step(ctx, before, {
      change: { state: 'review' },
      said: { kind: 'silent', audience: 'merchant' },
      act: { action: 'disputes.noteSilence' },
    });
    await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  }
  for (const row of await lockUnansweredUntold(ctx, AT_ONCE_MAX)) {
    await updateDispute(ctx, row.id, { unanswered_told_at: ctx.now });
    await escalate(ctx, { row, key: row.id });
    await announceDispute(ctx, row);
  }
  for (const row of await lockOverdueUntold(ctx, AT_ONCE_MAX)) {
    await updateDispute(ctx, row.id, { overdue_told_at: ctx.now });
    await tellDesk(ctx, 'dispute.overdue', { row, key: row.id });
    await announceDispute(ctx, row);
  }
  const closeAfterDays = await readSetting(ctx, 'disputes.closeAfterDays');
  for (const before of await lockDecidedBefore(ctx, new Date(ctx.now.getTime() - closeAfterDays * DAY_MS), AT_ONCE_MAX)) {
    await step(ctx, before, {
      change: { state: 'closed', closed_at: ctx.now },
      said: { kind: 'closed', audience: 'member' },
      act: { action: 'disputes.closeDispute' },
    });
  }
}
