import type { InputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { endSessions } from '../identity/index.ts';
import { refuseAbove } from './giving.ts';
import { revokeGrants, selectLivingGrants } from './grant-queries.ts';
import { lockedStaff } from './locked-staff.ts';
import { describeStaff, type StaffRecordView } from './staff.ts';
import { updateStaffRow } from './staff-queries.ts';

/**
 * Whoever is not active is signed out at once and nobody in the console. Who has left loses every grant: coming back means being given rights anew.
 * @throws AppError `organizations.staff_unknown`, `organizations.not_on_oneself`, `organizations.has_more_rights`
 */
export async function changeStaffStatus(ctx: Ctx, input: InputOf<typeof organizations.changeStaffStatus>): Promise<StaffRecordView> {
  const { status, reason } = input;
  const before = await lockedStaff(ctx, input.staffId);
  await refuseAbove(ctx, before);
  if (before.status === status) return describeStaff(ctx, before);
  await updateStaffRow(ctx, before.id, { status });
  if (status !== 'active') await endSessions(ctx, { userId: before.user_id });
  const lost = status === 'left' ? (await selectLivingGrants(ctx, { staffIds: [before.id] })).map((grant) => grant.id) : [];
  await revokeGrants(ctx, lost);
  await record(ctx, {
    action: 'organizations.changeStaffStatus',
    targetKind: 'staff',
    targetId: before.id,
    before: { status: before.status },
    after: { status, reason, ...(lost.length > 0 && { revokedGrantIds: lost }) },
  });
  return describeStaff(ctx, { ...before, status });
}
