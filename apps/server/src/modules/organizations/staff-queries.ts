import type { Organization, OrganizationKind, Staff } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { OrganizationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<OrganizationsTables>();

export type StaffRow = {
  id: Id<'staff'>;
  user_id: Id<'user'>;
  user_name: string;
  name: string;
  department_id: Id<'department'> | null;
  department_name: string | null;
  status: Staff['status'];
  organization_id: Id<'organization'>;
  organization_name: string;
  organization_kind: OrganizationKind;
  organization_status: Organization['status'];
  created_at: Date;
};

function staffWithOrganization(ctx: Ctx) {
  return tables(ctx)
    .selectFrom('organizations.staff as staff')
    .innerJoin('organizations.organization as organization', 'organization.id', 'staff.organization_id')
    .leftJoin('organizations.department as department', 'department.id', 'staff.department_id')
    .select([
      'staff.id',
      'staff.user_id',
      'staff.user_name',
      'staff.name',
      'staff.department_id',
      'department.name as department_name',
      'staff.status',
      'staff.organization_id',
      'staff.created_at',
      'organization.name as organization_name',
      'organization.kind as organization_kind',
      'organization.status as organization_status',
    ]);
}

export type StaffFilter = {
  q?: string;
  organizationId?: Id<'organization'>;
  departmentIds?: readonly Id<'department'>[];
  /** Who holds it now. */
  roleId?: Id<'role'>;
  status?: Staff['status'];
  beforeId?: Id<'staff'>;
  limit: number;
};

/** Newest first. `q` is how a name or a user name begins. */
export function selectStaff(ctx: Ctx, filter: StaffFilter): Promise<StaffRow[]> {
  let query = staffWithOrganization(ctx).orderBy('staff.id', 'desc').limit(filter.limit);
  const { q, organizationId, departmentIds, roleId, status, beforeId } = filter;
  if (beforeId !== undefined) query = query.where('staff.id', '<', beforeId);
  if (organizationId !== undefined) query = query.where('staff.organization_id', '=', organizationId);
  if (departmentIds !== undefined) query = query.where(sql<SqlBool>`staff.department_id = any (${departmentIds}::uuid[])`);
  if (status !== undefined) query = query.where('staff.status', '=', status);
  if (roleId !== undefined) {
    query = query.where(sql<SqlBool>`exists (select from organizations.staff_grant held where held.staff_id = staff.id and held.role_id = ${roleId}
      and held.revoked_at is null and held.starts_at <= ${ctx.now} and (held.ends_at is null or held.ends_at > ${ctx.now}))`);
  }
  if (q) {
    query = query.where(sql<SqlBool>`(starts_with(staff.search_name, lower(${q})) or starts_with(staff.user_name, lower(${q})))`);
  }
  return query.execute();
}

export function selectStaffById(ctx: Ctx, id: Id<'staff'>): Promise<StaffRow | undefined> {
  return staffWithOrganization(ctx).where('staff.id', '=', id).executeTakeFirst();
}

/** As `selectStaffById`; nobody else changes the person or their grants until the transaction ends. */
export function lockStaff(ctx: Ctx, id: Id<'staff'>): Promise<StaffRow | undefined> {
  return staffWithOrganization(ctx).where('staff.id', '=', id).forUpdate('staff').executeTakeFirst();
}

export function selectStaffByUser(ctx: Ctx, userId: string): Promise<StaffRow | undefined> {
  return staffWithOrganization(ctx).where(sql<SqlBool>`staff.user_id = ${userId}`).executeTakeFirst();
}

export async function insertStaff(ctx: Ctx, row: Insertable<OrganizationsTables['organizations.staff']>): Promise<void> {
  await tables(ctx).insertInto('organizations.staff').values(row).execute();
}

export async function updateStaffRow(ctx: Ctx, id: Id<'staff'>, change: Updateable<OrganizationsTables['organizations.staff']>): Promise<void> {
  await tables(ctx).updateTable('organizations.staff').set(change).where('id', '=', id).execute();
}
