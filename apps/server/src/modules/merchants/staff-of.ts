import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';

/** Who decides is a person of the operator, whom another person can be held against. @throws AppError `request.forbidden` */
export function operatorOf({ actor }: Pick<Ctx, 'actor'>): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff' || actor.organizationKind !== 'operator') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}
