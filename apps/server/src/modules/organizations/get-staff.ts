import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { maySeeStaff } from './locked-staff.ts';
import { describeStaff, type StaffRecordView } from './staff.ts';
import { selectStaffById } from './staff-queries.ts';

/** @throws AppError `organizations.staff_unknown`, also for a person whom the actor may not see */
export async function getStaff(ctx: Ctx, { staffId }: InputOf<typeof organizations.getStaff>): Promise<StaffRecordView> {
  const row = await selectStaffById(ctx, staffId);
  const isSelf = ctx.actor.kind === 'staff' && ctx.actor.staffId === staffId;
  if (!row || !(isSelf || maySeeStaff(ctx, row))) throw new AppError('organizations.staff_unknown', { staffId });
  return describeStaff(ctx, row);
}
