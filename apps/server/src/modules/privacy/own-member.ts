import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';

/** The member who acts. @throws AppError `request.forbidden` for anybody else, whatever their permissions */
export function ownMemberId(ctx: Pick<Ctx, 'actor'>): Id<'member'> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  return ctx.actor.memberId;
}
