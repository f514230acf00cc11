import { AppError, type ContentOf, type organizations } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { refuseJoinedDuties, refuseMoreThanOwn } from './giving.ts';
import { selectOrganizationsById } from './queries.ts';
import { type RoleView, refuseForeignPermissions, roleView } from './role.ts';
import { insertRole } from './role-queries.ts';
import { confinedTo, refuseOutOfScope } from './scope.ts';

type Content = ContentOf<typeof organizations.createRole>;

/**
 * The operator may leave the organization open: then every one of the kind may use the role. Everybody else makes roles for their own.
 * @throws AppError `organizations.unknown`, `organizations.role_not_for_kind`, `organizations.role_name_taken`,
 * `organizations.permission_not_for_kind`, `organizations.more_than_own`, `organizations.duties_exclude`, `organizations.department_out_of_scope`
 */
export async function createRole(ctx: Ctx, input: Content): Promise<RoleView> {
  const { name, note, needsSecondFactor, organizationKind: kind } = input;
  const permissions = [...new Set(input.permissions)];
  refuseOutOfScope(ctx.actor, null);
  const organizationId = await keeperOf(ctx, input);
  refuseForeignPermissions(permissions, kind);
  refuseMoreThanOwn(ctx.actor, { permissions });
  await refuseJoinedDuties(ctx, permissions);

  const row = await insertRole(ctx, {
    id: newId<'role'>(ctx.now.getTime()),
    key: null,
    organization_id: organizationId,
    organization_kind: kind,
    name,
    note,
    permissions,
    needs_second_factor: needsSecondFactor,
    created_at: ctx.now,
    deleted_at: null,
  });
  if (!row) throw new AppError('organizations.role_name_taken');
  await record(ctx, {
    action: 'organizations.createRole',
    targetKind: 'role',
    targetId: row.id,
    after: { name, organizationId, organizationKind: kind, permissions, needsSecondFactor },
  });
  return roleView(row, 0);
}

async function keeperOf(ctx: Ctx, { organizationId, organizationKind }: Content) {
  const own = confinedTo(ctx.actor);
  const wanted = organizationId ?? own;
  if (wanted === undefined) return null;
  const [organization] = own === undefined || own === wanted ? await selectOrganizationsById(ctx, [wanted]) : [];
  if (!organization) throw new AppError('organizations.unknown', { organizationId: wanted });
  if (organization.kind !== organizationKind) throw new AppError('organizations.role_not_for_kind', { kind: organization.kind });
  return organization.id;
}
