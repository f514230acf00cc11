import { AppError, type members, type OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { findOperator } from '../organizations/index.ts';
import { getMember } from './get-member.ts';

/** @throws AppError `members.unknown` when the actor is no member */
export async function getOwnMember(ctx: Ctx): Promise<OutputOf<typeof members.getOwnMember>> {
  if (ctx.actor.kind !== 'member') throw new AppError('members.unknown');
  const member = await getMember(ctx, { memberId: ctx.actor.memberId });
  return { ...member, issuerName: (await findOperator(ctx))?.name ?? '' };
}
