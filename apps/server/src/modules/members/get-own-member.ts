import { AppError, type members, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { findOperator, findOrganizations } from '../organizations/index.ts';
import { getMember } from './get-member.ts';

/** @throws AppError `members.unknown` when the actor is no member */
export async function getOwnMember(ctx: Ctx): Promise<OutputOf<typeof members.getOwnMember>> {
  if (ctx.actor.kind !== 'member') throw new AppError('members.unknown');
  const member = await getMember(ctx, { memberId: ctx.actor.memberId });
  return { ...member, issuerName: await issuerNameOf(ctx, member.issuerId) };
}

/** A member may read the name of the own issuer, although not which issuers there are. */
async function issuerNameOf(ctx: Ctx, issuerId: Id<'organization'> | null): Promise<string> {
  if (issuerId === null) return (await findOperator(ctx))?.name ?? '';
  const found = await asSystem(ctx, (system) => findOrganizations(system, [issuerId]));
  return found.get(issuerId)?.name ?? '';
}
