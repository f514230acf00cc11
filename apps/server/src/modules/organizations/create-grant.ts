import { AppError, type ContentOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { giveGrant } from './give-grant.ts';
import { lockedStaff } from './locked-staff.ts';
import { describeStaff, type StaffRecordView } from './staff.ts';

/** @throws AppError `organizations.staff_unknown`, `organizations.staff_not_active`, `organizations.not_on_oneself`, and whatever `giveGrant` throws */
export async function createGrant(ctx: Ctx, input: ContentOf<typeof organizations.createGrant>): Promise<StaffRecordView> {
  const person = await lockedStaff(ctx, input.staffId);
  if (person.status !== 'active') throw new AppError('organizations.staff_not_active', { staffId: person.id });
  await giveGrant(ctx, person, input);
  return describeStaff(ctx, person);
}
