import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';

/** The issuer whose members alone the actor may see, or undefined for who sees those of all. The database holds the same line by itself. */
export function ownIssuer(actor: Actor): Id<'organization'> | undefined {
  return actor.kind === 'staff' && actor.organizationKind !== 'operator' ? actor.organizationId : undefined;
}

/** Of the departments asked for, those that the actor is bounded to; undefined when neither asks for any. */
export function within(actor: Actor, asked?: readonly Id<'department'>[]): readonly Id<'department'>[] | undefined {
  const bounds = departmentsOf(actor);
  if (bounds === undefined || asked === undefined) return bounds ?? asked;
  return asked.filter((id) => bounds.includes(id));
}

/** Whether the actor may look at this member; if not, the answer is the one for an unknown member. */
export function mayLookAt(actor: Actor, member: { issuer_id: Id<'organization'> | null; department_id: Id<'department'> | null }): boolean {
  const own = ownIssuer(actor);
  const bounds = departmentsOf(actor);
  if (own !== undefined && member.issuer_id !== own) return false;
  return bounds === undefined || (member.department_id !== null && bounds.includes(member.department_id));
}
