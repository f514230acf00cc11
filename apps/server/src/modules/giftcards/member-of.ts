import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';

/** @throws AppError `request.forbidden` */
export function memberOf({ actor }: Ctx): Id<'member'> {
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  return actor.memberId;
}
