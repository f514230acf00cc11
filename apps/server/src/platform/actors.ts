import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from './ctx.ts';

/** The member who acts on their own, or in whose place a guardian does. @throws AppError `request.forbidden` */
export function memberOf({ actor }: Pick<Ctx, 'actor'>): Id<'member'> {
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  return actor.memberId;
}

/** Who answers for it is a person of the staff, whom another person can be held against. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}
