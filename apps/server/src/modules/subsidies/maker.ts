import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';

/** Who gives money away is a person, whom another person can be held against. @throws AppError `request.forbidden` */
export function makerOf(ctx: Ctx): { made_by: Id<'staff'>; made_by_name: string } {
  const { staffId, name } = staffOf(ctx);
  return { made_by: staffId, made_by_name: name };
}

/** @throws AppError `request.forbidden` */
export function staffOf({ actor }: Ctx): { staffId: Id<'staff'>; name: string } {
  if (actor.kind !== 'staff') throw new AppError('request.forbidden');
  return { staffId: actor.staffId, name: actor.name };
}
