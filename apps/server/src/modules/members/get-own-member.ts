import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { getMember } from './get-member.ts';
import type { MemberView } from './member.ts';

/** @throws AppError `members.unknown` when the actor is no member */
export async function getOwnMember(ctx: Ctx): Promise<MemberView> {
  if (ctx.actor.kind !== 'member') throw new AppError('members.unknown');
  return getMember(ctx, { memberId: ctx.actor.memberId });
}
