import { AppError, type ContentOf, type organizations, type Role } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { createUser } from '../identity/index.ts';
import { giveGrant } from './give-grant.ts';
import { refusePlace } from './place.ts';
import { selectOrganizationsById } from './queries.ts';
import { selectRoleByKey } from './role-queries.ts';
import { mayLookAt } from './scope.ts';
import { describeStaff, type StaffRecordView } from './staff.ts';
import { insertStaff, lockStaff } from './staff-queries.ts';

type Content = ContentOf<typeof organizations.createStaff>;

/**
 * Without a password, only a provider's word signs the person in.
 * @throws AppError `organizations.unknown`, `organizations.department_out_of_scope`, `identity.user_name_taken`, and whatever `giveGrant` throws
 */
export async function createStaff(
  ctx: Ctx,
  input: Partial<Content> & Omit<Content, 'password'> & { passwordIs?: 'initial' | undefined },
): Promise<StaffRecordView> {
  const { name, userName, password, passwordIs, organizationId, worksIn: departmentId } = input;
  const [organization] = mayLookAt(ctx.actor, organizationId) ? await selectOrganizationsById(ctx, [organizationId]) : [];
  if (!organization) throw new AppError('organizations.unknown', { organizationId });
  await refusePlace(ctx, { organizationId, departmentId });

  const userId = await createUser(ctx, { realm: 'console', userName, name, password, passwordIs });
  const id = newId<'staff'>(ctx.now.getTime());
  await insertStaff(ctx, {
    id,
    user_id: userId,
    user_name: userName,
    organization_id: organizationId,
    department_id: departmentId,
    name,
    created_at: ctx.now,
  });
  await record(ctx, {
    action: 'organizations.createStaff',
    targetKind: 'staff',
    targetId: id,
    after: { name, userName, organizationId, departmentId },
  });
  const row = await lockStaff(ctx, id);
  if (!row) throw new Error('a person who was entered has a row');
  await giveGrant(ctx, row, input);
  return describeStaff(ctx, row);
}

type Appointment = {
  name: string;
  userName: string;
  password?: string;
  organizationId: Id<'organization'>;
  role: Role;
  worksIn?: Id<'department'> | null;
  /** Where the system enters somebody at a person's word: the password is that person's choice, and is replaced at the first sign-in. */
  passwordIs?: 'initial';
};

/** The same with a ready-made role for the whole organization: how an installation gets its first people. */
export async function appointStaff(ctx: Ctx, { role, worksIn = null, ...person }: Appointment): Promise<StaffRecordView> {
  const { id: roleId } = await selectRoleByKey(ctx, role);
  return createStaff(ctx, { ...person, worksIn, roleId, scope: 'organization', departmentId: null, endsAt: null, reason: '' });
}
