import type { OutputOf, organizations } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { grantState, grantView } from './grant.ts';
import { type GrantRow, selectGrants } from './grant-queries.ts';
import type { StaffRow } from './staff-queries.ts';

/** A member of staff as the contract shows it, in a list and alone. */
export type StaffView = OutputOf<typeof organizations.listStaff>['items'][number];
export type StaffRecordView = OutputOf<typeof organizations.getStaff>;

/** `inForce` are the person's grants of this moment. */
export function staffView(row: StaffRow, inForce: readonly GrantRow[]): StaffView {
  return {
    id: row.id,
    name: row.name,
    userName: row.user_name,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    organizationKind: row.organization_kind,
    departmentId: row.department_id,
    departmentName: row.department_name,
    status: row.status,
    roles: inForce.map((grant) => ({ roleId: grant.role_id, roleKey: grant.role_key, roleName: grant.role_name })),
    createdAt: row.created_at,
  };
}

export async function describeStaff(ctx: Ctx, row: StaffRow): Promise<StaffRecordView> {
  const grants = await selectGrants(ctx, [row.id]);
  const inForce = grants.filter((grant) => grantState(grant, ctx.now) === 'active');
  return { ...staffView(row, inForce), grants: grants.map((grant) => grantView(grant, ctx.now)) };
}
