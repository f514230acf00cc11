import type { InputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { renameUser } from '../identity/index.ts';
import { refuseReach } from './giving.ts';
import { lockedStaff } from './locked-staff.ts';
import { refusePlace } from './place.ts';
import { describeStaff, type StaffRecordView } from './staff.ts';
import { selectStaffById, updateStaffRow } from './staff-queries.ts';

/**
 * Changes what is given and leaves the rest. Rights that follow the person's department are those of the new one from the next request on.
 * @throws AppError `organizations.staff_unknown`, `organizations.not_on_oneself`, `organizations.department_unknown`,
 * `organizations.department_closed`, `organizations.department_out_of_scope`, `organizations.grant_department_needed`,
 * `organizations.more_than_own`
 */
export async function updateStaff(ctx: Ctx, input: InputOf<typeof organizations.updateStaff>): Promise<StaffRecordView> {
  const before = await lockedStaff(ctx, input.staffId);
  const departmentId = input.departmentId === undefined ? before.department_id : input.departmentId;
  const name = input.name ?? before.name;
  if (departmentId !== before.department_id) {
    await refusePlace(ctx, { organizationId: before.organization_id, departmentId });
    await refuseReach(ctx, before, departmentId);
  }

  await updateStaffRow(ctx, before.id, { name, department_id: departmentId });
  if (name !== before.name) await renameUser(ctx, { userId: before.user_id, name });
  await record(ctx, {
    action: 'organizations.updateStaff',
    targetKind: 'staff',
    targetId: before.id,
    before: { name: before.name, departmentId: before.department_id },
    after: { name, departmentId },
  });
  return describeStaff(ctx, (await selectStaffById(ctx, before.id)) ?? before);
}
