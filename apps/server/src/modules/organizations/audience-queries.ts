import type { DataScope, Permission, Role } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { OrganizationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<OrganizationsTables>();

export function selectStaffNames(ctx: Ctx, ids: readonly Id<'staff'>[]) {
  return tables(ctx)
    .selectFrom('organizations.staff')
    .select(['id', 'name'])
    .where((row) => row('id', '=', row.fn.any(row.val([...ids]))))
    .execute();
}

/** Of people who are at work now. */
export function selectStaffUsers(ctx: Ctx, ids: readonly Id<'staff'>[]) {
  return tables(ctx)
    .selectFrom('organizations.staff')
    .select(['id', 'user_id'])
    .where((row) => row('id', '=', row.fn.any(row.val([...ids]))))
    .where('status', '=', 'active')
    .execute();
}

export type StaffAudience = { organizationIds: readonly Id<'organization'>[]; departmentIds: readonly Id<'department'>[] };

export async function selectStaffAudience(
  ctx: Ctx,
  audience: StaffAudience,
  page: { afterId: string | null; limit: number },
): Promise<Id<'staff'>[]> {
  let query = matching(ctx, audience).select('id').orderBy('id').limit(page.limit);
  if (page.afterId !== null) query = query.where('id', '>', page.afterId as Id<'staff'>); // The id of the last one told.
  return (await query.execute()).map(({ id }) => id);
}

export async function selectStaffAudienceCount(ctx: Ctx, audience: StaffAudience): Promise<number> {
  const { count } = await matching(ctx, audience)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function matching(ctx: Ctx, { organizationIds, departmentIds }: StaffAudience) {
  let query = tables(ctx).selectFrom('organizations.staff').where('status', '=', 'active');
  if (organizationIds.length > 0) query = query.where('organization_id', 'in', [...organizationIds]);
  if (departmentIds.length > 0) query = query.where((row) => row('department_id', '=', row.fn.any(row.val([...departmentIds]))));
  return query;
}

/** Of the operator: people at work whose grants hold at the instant of `ctx.now`. */
export async function selectStaffHolding(
  ctx: Ctx,
  of: {
    permission: Permission;
    scopes: readonly DataScope[];
    readyRoles: readonly Role[];
    limit: number;
    organizationId?: Id<'organization'>;
  },
): Promise<Id<'staff'>[]> {
  const { permission, scopes, readyRoles, limit, organizationId } = of;
  const rows = await tables(ctx)
    .selectFrom('organizations.staff as staff')
    .innerJoin('organizations.organization as organization', 'organization.id', 'staff.organization_id')
    .innerJoin('organizations.staff_grant as held', 'held.staff_id', 'staff.id')
    .innerJoin('organizations.role as role', 'role.id', 'held.role_id')
    .select('staff.id')
    .distinct()
    .where((or) => (organizationId ? or('organization.id', '=', organizationId) : or('organization.kind', '=', 'operator')))
    .where('staff.status', '=', 'active')
    .where((or) => or.or([or('role.key', 'in', [...readyRoles]), or(or.val<string>(permission), '=', or.fn.any('role.permissions'))]))
    .where('held.scope', 'in', [...scopes])
    .where('held.revoked_at', 'is', null)
    .where('held.starts_at', '<=', ctx.now)
    .where((or) => or.or([or('held.ends_at', 'is', null), or('held.ends_at', '>', ctx.now)]))
    .orderBy('staff.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
