import { AppError, type disputes, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { lockCase, staffOf, step } from './case-act.ts';
import { type DisputeView, describeDispute } from './describe-disputes.ts';
import { deskNames } from './list-dispute-desk.ts';
import { tellDesk } from './tell-parties.ts';

/** A case that somebody has is in review. @throws AppError `disputes.unknown`, `disputes.not_now`, `disputes.not_at_desk` */
export async function assignDispute(ctx: Ctx, { disputeId, staffId }: InputOf<typeof disputes.assignDispute>): Promise<DisputeView> {
  const before = await lockCase(ctx, disputeId, 'assign');
  const name = staffId && (await nameOf(ctx, staffId));
  const { row, entry } = await step(ctx, before, {
    change: { assigned_to: staffId, assigned_name: name, ...(staffId && before.state === 'open' && { state: 'review' }) },
    said: { kind: 'assigned', audience: 'desk', text: name },
    act: { action: 'disputes.assignDispute', after: { assignedTo: name } },
  });
  if (staffId) await tellDesk(ctx, 'dispute.opened', { row, key: entry.id });
  return describeDispute(ctx, row);
}

/** Whoever can take a case takes one themselves, also of a department; to others it is given by name. */
async function nameOf(ctx: Ctx, staffId: NonNullable<InputOf<typeof disputes.assignDispute>['staffId']>): Promise<string> {
  const self = staffOf(ctx);
  const name = self.staffId === staffId ? self.name : (await deskNames(ctx)).get(staffId);
  if (name === undefined) throw new AppError('disputes.not_at_desk', { staffId });
  return name;
}
