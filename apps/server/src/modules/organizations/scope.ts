import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';

/** The one organization that the actor is confined to, or undefined for who sees all of them. The database holds the same line by itself. */
export function confinedTo(actor: Actor): Id<'organization'> | undefined {
  if (actor.kind === 'terminal') return actor.merchantId;
  return actor.kind === 'staff' && actor.organizationKind !== 'operator' ? actor.organizationId : undefined;
}

/** False for the id of a foreign organization, which is answered as if it did not exist. */
export function mayLookAt(actor: Actor, id: Id<'organization'>): boolean {
  const own = confinedTo(actor);
  return own === undefined || own === id;
}

/** The organization that is meant: the one asked for, if the actor may look at it, or else the actor's own. */
export function ownOrganization(actor: Actor, asked: Id<'organization'> | undefined): Id<'organization'> | undefined {
  if (asked !== undefined) return mayLookAt(actor, asked) ? asked : undefined;
  return actor.kind === 'staff' ? actor.organizationId : confinedTo(actor);
}

/** Null means the organization's root. @throws AppError `organizations.department_out_of_scope` for who is bounded to other departments */
export function refuseOutOfScope(actor: Actor, departmentId: Id<'department'> | null): void {
  const bounds = departmentsOf(actor);
  if (bounds === undefined || (departmentId !== null && bounds.includes(departmentId))) return;
  throw new AppError('organizations.department_out_of_scope', departmentId === null ? {} : { departmentId });
}
