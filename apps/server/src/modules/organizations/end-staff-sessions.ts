import type { InputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { endSessionsOf } from '../identity/index.ts';
import { lockedStaff } from './locked-staff.ts';

/** @throws AppError `organizations.staff_unknown`, `organizations.not_on_oneself` */
export async function endStaffSessions(ctx: Ctx, { staffId }: InputOf<typeof organizations.endStaffSessions>): Promise<{ ended: number }> {
  const person = await lockedStaff(ctx, staffId);
  return { ended: await endSessionsOf(ctx, { userId: person.user_id }) };
}
