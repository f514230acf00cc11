import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { confinedTo } from './scope.ts';

/** For tables of other modules, whose `column` leads to somebody at work: rows of those whom the actor may look at, and the actor's own. */
export function ofStaffSeenBy(actor: Actor, column: string): RawBuilder<SqlBool> {
  if (actor.kind === 'system') return sql`true`;
  if (actor.kind !== 'staff') return sql`false`;
  const [organizationId, departmentIds] = [confinedTo(actor), departmentsOf(actor)];
  if (organizationId === undefined && departmentIds === undefined) return sql`true`;
  const ofOrganization = organizationId === undefined ? sql`true` : sql`staff.organization_id = ${organizationId}`;
  const inDepartments = departmentIds === undefined ? sql`true` : sql`staff.department_id = any (${departmentIds}::uuid[])`;
  return sql`${sql.ref(column)} in (select staff.id from organizations.staff
    where ${ofOrganization} and (${inDepartments} or staff.id = ${actor.staffId}))`;
}
