import type { Permission, Route } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor } from './ctx.ts';

/**
 * The actor as the database sees it while it serves a route: bounded to the departments for which it holds the route's permission. One of
 * several permissions that holds for the whole organization is enough to lift the bounds.
 */
export function withinScope(actor: Actor, route: Pick<Route, 'permission'>): Actor {
  if (actor.kind !== 'staff' || actor.departmentsOf === undefined) return actor;
  const wanted: readonly Permission[] = typeof route.permission === 'string' ? [route.permission] : route.permission;
  const departments = new Set<Id<'department'>>();
  for (const permission of wanted) {
    if (!actor.permissions.has(permission)) continue;
    const bounds = actor.departmentsOf.get(permission);
    if (bounds === undefined) return actor;
    for (const id of bounds) departments.add(id);
  }
  return { ...actor, departments: [...departments] };
}

/** The departments that the actor is confined to in this transaction, or undefined for the whole organization. The database holds the same line. */
export function departmentsOf(actor: Actor): readonly Id<'department'>[] | undefined {
  return actor.kind === 'staff' ? actor.departments : undefined;
}
