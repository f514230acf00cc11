import { AppError, type MEMBER_KINDS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import type { Origin } from '../identity/index.ts';
import { keepEmail } from '../identity/index.ts';
import { createMember, findUserOfMember, freeMemberNumber } from '../members/index.ts';
import type { Parts } from './parts.ts';

const SYSTEM = systemActor('onboarding');

export type Newcomer = {
  name: string;
  kind: (typeof MEMBER_KINDS)[number];
  /** The number that the person has elsewhere; a new one is made where it is taken or missing. */
  memberNumber?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  password?: string | undefined;
};

/** A person from outside becomes a member, with contacts that were proved. @throws AppError `identity.contact_taken` */
export function joinMember(parts: Parts, newcomer: Newcomer, origin: Origin): Promise<Id<'user'>> {
  return parts.database.transaction(SYSTEM, origin, async (ctx) => {
    const { name, kind, phone, email, password } = newcomer;
    const memberNumber = await freeMemberNumber(ctx, { initial: 'N', wanted: newcomer.memberNumber });
    const member = await createMember(ctx, { memberNumber, name, kind, ...(phone && { phone }), ...(password && { password }) }, parts.secrets).catch(
      taken,
    );
    const userId = await findUserOfMember(ctx, member.id);
    if (!userId) throw new Error('a member that was entered has a user');
    if (email !== undefined && !(await keepEmail(ctx, parts.secrets, { userId, realm: 'member', email })))
      throw new AppError('identity.contact_taken');
    return userId;
  });
}

function taken(error: unknown): never {
  const isTaken = error instanceof AppError && (error.code === 'members.phone_taken' || error.code === 'identity.user_name_taken');
  throw isTaken ? new AppError('identity.contact_taken') : error;
}
