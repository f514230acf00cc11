import { AppError, type InputOf, type organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { refuseAbove, refuseOneself } from './giving.ts';
import { grantState } from './grant.ts';
import { revokeGrants, selectGrant } from './grant-queries.ts';
import { maySeeStaff } from './locked-staff.ts';
import { describeStaff, type StaffRecordView } from './staff.ts';
import { lockStaff } from './staff-queries.ts';

/** @throws AppError `organizations.grant_unknown`, `organizations.grant_over`, `organizations.not_on_oneself`, `organizations.has_more_rights` */
export async function revokeGrant(ctx: Ctx, input: InputOf<typeof organizations.revokeGrant>): Promise<StaffRecordView> {
  const { grantId, reason } = input;
  const seen = await selectGrant(ctx, grantId);
  if (seen) refuseOneself(ctx.actor, seen.staff_id);
  const person = seen && (await lockStaff(ctx, seen.staff_id));
  if (!person || !maySeeStaff(ctx, person)) throw new AppError('organizations.grant_unknown', { grantId });
  const grant = await selectGrant(ctx, grantId);
  if (!grant || ['ended', 'revoked'].includes(grantState(grant, ctx.now))) throw new AppError('organizations.grant_over', { grantId });
  await refuseAbove(ctx, person, [grant]);
  await revokeGrants(ctx, [grantId]);
  await record(ctx, {
    action: 'organizations.revokeGrant',
    targetKind: 'staff',
    targetId: person.id,
    before: { grantId, role: grant.role_key ?? grant.role_name, scope: grant.scope, departmentId: grant.department_id },
    after: { reason },
  });
  return describeStaff(ctx, person);
}
