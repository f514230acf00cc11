import { randomInt } from 'node:crypto';
import { AppError, type MEMBER_KINDS } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { type Ctx, systemActor } from '../../platform/ctx.ts';
import type { Origin } from '../identity/index.ts';
import { keepEmail } from '../identity/index.ts';
import { createMember, findMembersByNumber, findUserOfMember } from '../members/index.ts';
import type { Parts } from './parts.ts';

const SYSTEM = systemActor('onboarding');
const NUMBER_DIGITS = 8;
const NUMBER_TRIES = 5;
const MEMBER_NUMBER = /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/;

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
    const memberNumber = await freeNumber(ctx, newcomer.memberNumber);
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

async function freeNumber(ctx: Ctx, wanted: string | undefined): Promise<string> {
  const made = () => `N${String(randomInt(10 ** NUMBER_DIGITS)).padStart(NUMBER_DIGITS, '0')}`;
  const candidates = [...(wanted && MEMBER_NUMBER.test(wanted) ? [wanted] : []), ...Array.from({ length: NUMBER_TRIES }, made)];
  const held = await findMembersByNumber(ctx, candidates);
  const free = candidates.find((number) => !held.has(number.toLowerCase()));
  if (free === undefined) throw new Error('no member number is free');
  return free;
}
