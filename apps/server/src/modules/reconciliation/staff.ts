import { AppError } from '@tessera/contract';
import type { Actor, Ctx } from '../../platform/ctx.ts';

/** The person who acts. @throws AppError `request.forbidden` */
export function staffOf({ actor }: Pick<Ctx, 'actor'>): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return actor;
}
