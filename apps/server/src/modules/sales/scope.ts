import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';

/** Whose sales and shifts an actor may look at: everybody's, those of one merchant, or nobody's. */
export type Scope = 'everybody' | 'nobody' | { readonly merchantId: Id<'organization'> };

/** The first of the two lines that keep merchants apart; the second is the database's. No member stands in a sale, so a department has none. */
export function scopeOf(actor: Actor): Scope {
  if (actor.kind === 'system') return 'everybody';
  if (actor.kind === 'terminal') return { merchantId: actor.merchantId };
  if (actor.kind !== 'staff') return 'nobody';
  if (actor.organizationKind === 'merchant') return { merchantId: actor.organizationId };
  return actor.organizationKind === 'operator' && departmentsOf(actor) === undefined ? 'everybody' : 'nobody';
}
