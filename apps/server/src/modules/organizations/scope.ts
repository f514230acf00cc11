import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';

/** The one organization that the actor is confined to, or undefined for who sees all of them. The database holds the same line by itself. */
export function confinedTo(actor: Actor): Id<'organization'> | undefined {
  if (actor.kind === 'terminal') return actor.merchantId;
  return actor.kind === 'staff' && actor.organizationKind === 'merchant' ? actor.organizationId : undefined;
}

/** False for the id of a foreign organization, which is answered as if it did not exist. */
export function mayLookAt(actor: Actor, id: Id<'organization'>): boolean {
  const own = confinedTo(actor);
  return own === undefined || own === id;
}
