import type { Id } from '@tessera/kernel';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { DepartmentId, DepartmentRow, Placement } from './department.ts';
import type { OrganizationsTables } from './tables.ts';

const DEPARTMENT_COLUMNS = ['id', 'organization_id', 'parent_id', 'path', 'code', 'name', 'position', 'status', 'created_at'] as const;

const tables = (ctx: Ctx) => ctx.tx.withTables<OrganizationsTables>();

export function selectDepartments(ctx: Ctx, organizationId: Id<'organization'>): Promise<DepartmentRow[]> {
  return tables(ctx).selectFrom('organizations.department').select(DEPARTMENT_COLUMNS).where('organization_id', '=', organizationId).execute();
}

export function selectDepartmentsById(ctx: Ctx, ids: readonly DepartmentId[]): Promise<DepartmentRow[]> {
  return tables(ctx).selectFrom('organizations.department').select(DEPARTMENT_COLUMNS).where('id', 'in', ids).execute();
}

/** The departments with all below them. */
export async function selectSubtrees(ctx: Ctx, ids: readonly DepartmentId[]): Promise<DepartmentRow[]> {
  return tables(ctx).selectFrom('organizations.department').select(DEPARTMENT_COLUMNS).where(sql<boolean>`path && ${ids}::uuid[]`).execute();
}

/** How many people are at work in each department itself. */
export async function countStaffByDepartment(ctx: Ctx, organizationId: Id<'organization'>): Promise<Map<DepartmentId, number>> {
  const rows = await tables(ctx)
    .selectFrom('organizations.staff')
    .select((of) => ['department_id', of.fn.countAll<number>().as('count')])
    .where('organization_id', '=', organizationId)
    .where('status', '<>', 'left')
    .where('department_id', 'is not', null)
    .groupBy('department_id')
    .execute();
  return new Map(rows.flatMap((row) => (row.department_id ? [[row.department_id, row.count]] : [])));
}

/** One change of an organization's tree at a time: two moves at once could close a circle that neither sees. */
export async function lockTree(ctx: Ctx, organizationId: Id<'organization'>): Promise<DepartmentRow[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`organizations.department ${organizationId}`}, 0))`.execute(ctx.tx);
  return selectDepartments(ctx, organizationId);
}

export function insertDepartment(ctx: Ctx, row: Insertable<OrganizationsTables['organizations.department']>): Promise<DepartmentRow> {
  return tables(ctx).insertInto('organizations.department').values(row).returning(DEPARTMENT_COLUMNS).executeTakeFirstOrThrow();
}

export function updateDepartmentRow(
  ctx: Ctx,
  id: DepartmentId,
  change: Updateable<OrganizationsTables['organizations.department']>,
): Promise<DepartmentRow> {
  return tables(ctx).updateTable('organizations.department').set(change).where('id', '=', id).returning(DEPARTMENT_COLUMNS).executeTakeFirstOrThrow();
}

/** All at once, so that no constraint sees a tree half moved. */
export async function placeDepartments(ctx: Ctx, placements: readonly Placement[]): Promise<void> {
  const rows = placements.map(({ path, ...place }) => ({ ...place, path: `{${path.join()}}` }));
  await sql`update organizations.department as department
    set parent_id = place.parent_id, path = place.path::uuid[], position = place.position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as place (id uuid, parent_id uuid, path text, position integer)
    where department.id = place.id`.execute(ctx.tx);
}
