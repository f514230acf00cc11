import type { InputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { endSessionsOf } from '../identity/index.ts';
import { refuseAbove } from './giving.ts';
import { lockedStaff } from './locked-staff.ts';

/** @throws AppError `organizations.staff_unknown`, `organizations.not_on_oneself`, `organizations.has_more_rights` */
export async function endStaffSessions(ctx: Ctx, { staffId }: InputOf<typeof organizations.endStaffSessions>): Promise<{ ended: number }> {
  const person = await lockedStaff(ctx, staffId);
  await refuseAbove(ctx, person);
  return { ended: await endSessionsOf(ctx, { userId: person.user_id }) };
}
