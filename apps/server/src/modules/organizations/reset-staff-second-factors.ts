import type { InputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { resetSecondFactors } from '../identity/index.ts';
import { refuseAbove } from './giving.ts';
import { lockedStaff } from './locked-staff.ts';

type Input = InputOf<typeof organizations.resetStaffSecondFactors>;

/** The next sign-in asks for a new one where the role needs one. @throws AppError `organizations.staff_unknown`, `organizations.not_on_oneself`, `organizations.has_more_rights` */
export async function resetStaffSecondFactors(ctx: Ctx, { staffId, reason }: Input): Promise<Record<never, never>> {
  const person = await lockedStaff(ctx, staffId);
  await refuseAbove(ctx, person);
  await resetSecondFactors(ctx, { userId: person.user_id });
  await record(ctx, { action: 'organizations.resetStaffSecondFactors', targetKind: 'staff', targetId: staffId, after: { reason } });
  return {};
}
