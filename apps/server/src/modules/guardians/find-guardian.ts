import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { findUserBy } from '../identity/index.ts';
import { createMember, findMemberByUser, freeMemberNumber } from '../members/index.ts';

const INITIAL = 'G';

/**
 * The member of this phone, entered as a guardian where nobody has it: they sign in with a code to the phone. Asked by the system.
 * @throws AppError `identity.contact_taken` for a phone that signs in as somebody who has left
 */
export async function findOrEnterGuardian(ctx: Ctx, secrets: SecretBox, of: { phone: string; name: string }): Promise<Id<'member'>> {
  const { phone, name } = of;
  const userId = await findUserBy(ctx, secrets, { realm: 'member', kind: 'phone', value: phone });
  const known = userId && (await findMemberByUser(ctx, userId));
  if (known?.status === 'active') return known.id;
  if (userId) throw new AppError('identity.contact_taken');
  return enterGuardian(ctx, secrets, { phone, name });
}

/** @throws AppError `members.phone_taken` when somebody has the phone by now */
export async function enterGuardian(ctx: Ctx, secrets: SecretBox, { phone, name }: { phone: string; name: string }): Promise<Id<'member'>> {
  const memberNumber = await freeMemberNumber(ctx, { initial: INITIAL });
  return (await createMember(ctx, { memberNumber, name, kind: 'guardian', phone }, secrets)).id;
}
