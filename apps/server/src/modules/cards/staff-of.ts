import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Actor, Ctx } from '../../platform/ctx.ts';

/** What a person at a counter does, a person answers for. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return actor;
}

/** The member who acts on their own. @throws AppError `request.forbidden` */
export function ownMemberId({ actor }: Pick<Ctx, 'actor'>): Id<'member'> {
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  return actor.memberId;
}

/** The issuer whose people act, for whom only what they ordered for their own members is theirs; null for the operator. */
export function issuerOf({ actor }: Pick<Ctx, 'actor'>): Id<'organization'> | null {
  return actor.kind === 'staff' && actor.organizationKind !== 'operator' ? actor.organizationId : null;
}
