import type { Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import type { Contact } from './contact.ts';
import { contactOf, emailContact } from './contact.ts';
import type { Identity } from './create-identity.ts';
import type { CodePurpose } from './one-time-code.ts';
import { requireCode, sealEmail } from './own-email.ts';
import type { Origin } from './parts.ts';
import { passwordPolicyOf, refuseWeakPassword } from './password-policy.ts';
import { dropCachedUser, selectUser, selectUserByContact, selectUserByLogin, updateEmail } from './queries.ts';
import { type CodeSent, sendCode } from './send-code.ts';
import { deleteSessionOfTicket } from './session-queries.ts';
import { loginOf } from './user.ts';

/** The user whom a proved name or contact belongs to; asked by modules that recognise people in ways of their own. */
export async function findUserBy(
  ctx: Ctx,
  box: SecretBox,
  of: { realm: Realm; kind: 'userName' | 'email' | 'phone'; value: string },
): Promise<Id<'user'> | undefined> {
  if (of.kind === 'userName') return (await selectUserByLogin(ctx, { login: loginOf(of.realm, of.value) }))?.id;
  const contact = contactOf(box, of.realm, of.value);
  return contact?.kind === of.kind ? (await selectUserByContact(ctx, contact))?.id : undefined;
}

/** Keeps an address that was proved elsewhere; false when it is somebody else's. */
export function keepEmail(ctx: Ctx, box: SecretBox, of: { userId: Id<'user'>; realm: Realm; email: string }): Promise<boolean> {
  return updateEmail(ctx, of.userId, sealEmail(box, emailContact(box, of.realm, of.email)));
}

/** Whether the user can sign in by password or by a code, without any other system. */
export async function waysInOf(ctx: Ctx, userId: Id<'user'>): Promise<boolean> {
  const user = await selectUser(ctx, userId);
  return user !== undefined && (user.password_is !== 'none' || user.phone_key !== null || user.email_sealed !== null);
}

/** Sends a code to somebody who need not be known. @throws AppError `identity.too_many_attempts` */
export function sendContactCode(
  { parts }: Identity,
  of: { purpose: CodePurpose; contact: Contact; perDay?: number },
  origin: Origin,
): Promise<CodeSent> {
  return sendCode(parts, { ...of, concerns: async () => true }, origin);
}

/** @throws AppError `identity.code_wrong`, `identity.too_many_attempts` */
export function requireFreshCode({ parts }: Identity, of: { purpose: CodePurpose; contact: Contact; code: string }, origin: Origin): Promise<void> {
  return requireCode(parts, of, origin);
}

/** @throws AppError as `refuseWeakPassword` does */
export function requireStrongPassword({ parts }: Identity, password: string): Promise<void> {
  return refuseWeakPassword(password, { policy: passwordPolicyOf(parts.settings), userName: '' });
}

/** Ends the session that began with a ticket of another system. */
export async function endSessionOfTicket(ctx: Ctx, ticketHash: string): Promise<void> {
  const ended = await deleteSessionOfTicket(ctx, ticketHash);
  if (!ended) return;
  await dropCachedUser(ctx, ended.user_id);
  await record(ctx, { action: 'identity.signOut', targetKind: 'user', targetId: ended.user_id, after: { by: 'provider' } });
}
