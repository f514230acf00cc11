import { AppError, type ContentOf, type organizations } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { createUser } from '../identity/index.ts';
import { isRoleFor } from './organization.ts';
import { insertStaff, selectOrganizationsById } from './queries.ts';
import { type StaffView, staffView } from './staff.ts';

/** @throws AppError `organizations.unknown`, `organizations.role_not_for_kind`, `identity.user_name_taken` */
export async function createStaff(ctx: Ctx, input: ContentOf<typeof organizations.createStaff>): Promise<StaffView> {
  const { name, userName, password, organizationId, role } = input;
  const [organization] = await selectOrganizationsById(ctx, [organizationId]);
  if (!organization) throw new AppError('organizations.unknown', { organizationId });
  if (!isRoleFor(role, organization.kind)) throw new AppError('organizations.role_not_for_kind', { role, kind: organization.kind });

  const userId = await createUser(ctx, { realm: 'console', userName, name, password });
  const row = {
    id: newId<'staff'>(ctx.now.getTime()),
    user_id: userId,
    user_name: userName,
    organization_id: organizationId,
    role,
    name,
    created_at: ctx.now,
  };
  await insertStaff(ctx, row);
  await record(ctx, {
    action: 'organizations.createStaff',
    targetKind: 'staff',
    targetId: row.id,
    after: { name, userName, organizationId, role },
  });
  return staffView({ ...row, organization_name: organization.name });
}
