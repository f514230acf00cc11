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

type StaffAudience = { organizationIds: readonly Id<'organization'>[]; departmentIds: readonly Id<'department'>[] };

export async function selectStaffAudience(
  ctx: Ctx,
  audience: StaffAudience,
  page: { afterId: string | null; limit: number },
): Promise<Id<'staff'>[]> {
  const { organizationIds, departmentIds } = audience;
  let query = tables(ctx).selectFrom('organizations.staff').select('id').where('status', '=', 'active').orderBy('id').limit(page.limit);
  if (page.afterId !== null) query = query.where('id', '>', page.afterId as Id<'staff'>); // The id of the last one told.
  if (organizationIds.length > 0) query = query.where('organization_id', 'in', [...organizationIds]);
  if (departmentIds.length > 0) query = query.where((row) => row('department_id', '=', row.fn.any(row.val([...departmentIds]))));
  return (await query.execute()).map(({ id }) => id);
}
