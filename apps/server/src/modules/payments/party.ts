import type { Id } from '@tessera/kernel';
import type { Actor } from '../../platform/ctx.ts';

/** Whose payments an actor may look at: everybody's, those of one merchant or one member, or nobody's. */
export type Party = 'everybody' | 'nobody' | { merchantId: Id<'organization'> } | { memberId: Id<'member'> };

/** The first of the two lines that keep the parties apart; the second is the database's. */
export function partyOf(actor: Actor): Party {
  if (actor.kind === 'system') return 'everybody';
  if (actor.kind === 'member') return { memberId: actor.memberId };
  if (actor.kind === 'terminal') return { merchantId: actor.merchantId };
  if (actor.kind !== 'staff') return 'nobody';
  if (actor.organizationKind === 'operator') return 'everybody';
  return actor.organizationKind === 'merchant' ? { merchantId: actor.organizationId } : 'nobody';
}
