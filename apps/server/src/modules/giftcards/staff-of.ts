import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';

/** Who is at the desk. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}
