import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { confinedTo } from '../organizations/index.ts';

type Condition = RawBuilder<SqlBool>;
const EVERYBODY: Condition = sql`true`;
const NOBODY: Condition = sql`false`;

/**
 * Whom of `members.member` the actor may look at: the first of the two lines; the table's policies hold the same one by themselves. The
 * operator's people see all members, an issuer's people its own, whoever is bounded to departments those of these, and a member itself.
 */
export function seenBy(actor: Actor): Condition {
  if (isUnbounded(actor)) return EVERYBODY;
  if (actor.kind === 'member') return sql`member.id = ${actor.memberId}`;
  if (actor.kind !== 'staff') return NOBODY;
  const [issuerId, departmentIds] = [confinedTo(actor), departmentsOf(actor)];
  const ofIssuer = issuerId === undefined ? EVERYBODY : sql<SqlBool>`member.issuer_id = ${issuerId}`;
  const inDepartments = departmentIds === undefined ? EVERYBODY : sql<SqlBool>`member.department_id = any (${departmentIds}::uuid[])`;
  return sql`(${ofIssuer} and ${inDepartments})`;
}

/** The same for tables of other modules, whose `column` leads to a member: rows of members whom the actor may look at. */
export function ofMembersSeenBy(actor: Actor, column: string): Condition {
  if (isUnbounded(actor)) return EVERYBODY;
  if (actor.kind === 'member') return sql`${sql.ref(column)} = ${actor.memberId}`;
  return sql`${sql.ref(column)} in (select member.id from members.member where ${seenBy(actor)})`;
}

function isUnbounded(actor: Actor): boolean {
  if (actor.kind === 'system') return true;
  return actor.kind === 'staff' && confinedTo(actor) === undefined && departmentsOf(actor) === undefined;
}
