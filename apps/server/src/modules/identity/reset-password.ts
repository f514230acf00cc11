import { AppError, type Realm } from '@tessera/contract';
import { choosePassword } from './choose-password.ts';
import { type Contact, contactOf } from './contact.ts';
import { requireCode } from './own-email.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { passwordPolicyOf, refuseWeakPassword } from './password-policy.ts';
import { selectUserByContact } from './queries.ts';
import { type CodeSent, sendCode } from './send-code.ts';
import { personNamed } from './signed-in.ts';

/** Same answer and same work for a contact that nobody has. */
export function sendResetCode(parts: Parts, of: { realm: Realm; contact: string }, origin: Origin): Promise<CodeSent> {
  const contact = requireContact(parts, of);
  return sendCode(parts, { purpose: 'reset', contact, concerns: async (ctx) => (await selectUserByContact(ctx, contact)) !== undefined }, origin);
}

/**
 * The code lets nobody in: whoever has a second factor is asked for it at the next sign-in.
 * @throws AppError `identity.code_wrong`, `identity.too_many_attempts`, and as `choosePassword` does
 */
export async function resetPassword(
  parts: Parts,
  of: { realm: Realm; contact: string; code: string; password: string },
  origin: Origin,
): Promise<void> {
  const { realm, code, password } = of;
  const contact = requireContact(parts, of);
  // A password that is refused must not cost the code.
  await refuseWeakPassword(password, { policy: passwordPolicyOf(parts.settings), userName: '' });
  await requireCode(parts, { purpose: 'reset', contact, code }, origin);
  const user = await asIdentity(parts, origin, (ctx) => selectUserByContact(ctx, contact));
  if (!user) throw new AppError('identity.code_wrong');
  const person = await parts.resolvePerson(realm, user.id);
  const by = person ? personNamed({ realm, person, name: user.name }) : undefined;
  await choosePassword(parts, { userId: user.id, password, action: 'identity.resetPassword', by }, origin);
}

/** @throws AppError `request.invalid` */
export function requireContact(parts: Pick<Parts, 'secrets'>, of: { realm: Realm; contact: string }): Contact {
  const contact = contactOf(parts.secrets, of.realm, of.contact);
  if (!contact) throw new AppError('request.invalid', { issues: [{ path: 'contact', problem: 'neither a phone nor an e-mail address' }] });
  return contact;
}
