import { AppError } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { record } from '../audit/index.ts';
import { takeAttempt } from './attempts.ts';
import { farewellLetter } from './code-text.ts';
import { confirmPerson } from './confirm-person.ts';
import { type Contact, emailContact, maskEmail } from './contact.ts';
import { emailChanged } from './events.ts';
import { openMailbox } from './find-mailboxes.ts';
import { type CodeKey, spendCode } from './one-time-code.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { updateEmail } from './queries.ts';
import { EMAIL_PURPOSE } from './sealed-columns.ts';
import { type CodeSent, sendCode } from './send-code.ts';
import { namedPerson, type SignedIn } from './signed-in.ts';

/** What `createUsers` takes as `email`. */
export function sealEmail(box: SecretBox, contact: Contact): { key: string; sealed: string } {
  return { key: contact.key, sealed: box.seal(EMAIL_PURPOSE, contact.address) };
}

/** Goes to the new address, whether or not somebody else has it: who may read it there learns so when the code comes back. */
export async function sendOwnEmailCode(
  parts: Parts,
  signedIn: SignedIn,
  of: { email: string; currentPassword?: string | undefined; origin: Origin },
): Promise<CodeSent> {
  await confirmPerson(parts, signedIn, of);
  const contact = emailContact(parts.secrets, signedIn.realm, of.email);
  return sendCode(parts, { purpose: 'email', contact, userId: signedIn.user.userId, concerns: async () => true }, of.origin);
}

/** The former address is told as well. @throws AppError `identity.code_wrong`, `identity.contact_taken`, `identity.too_many_attempts` */
export async function confirmOwnEmail(parts: Parts, signedIn: SignedIn, of: { email: string; code: string; origin: Origin }): Promise<void> {
  const contact = emailContact(parts.secrets, signedIn.realm, of.email);
  await requireCode(parts, { purpose: 'email', contact, userId: signedIn.user.userId, code: of.code }, of.origin);
  const former = await asIdentity(parts, of.origin, async (ctx) => {
    const before = await openMailbox(ctx, signedIn.user.userId, parts.secrets);
    if (!(await updateEmail(ctx, signedIn.user.userId, sealEmail(parts.secrets, contact)))) throw new AppError('identity.contact_taken');
    await recordEmail(ctx, signedIn, maskEmail(contact.address));
    return before;
  });
  if (former !== contact.address) tellFormer(parts, former, of.origin);
}

/** The former address is told as well. @throws AppError `identity.confirm_needed` */
export async function removeOwnEmail(parts: Parts, signedIn: SignedIn, of: { currentPassword?: string | undefined; origin: Origin }): Promise<void> {
  await confirmPerson(parts, signedIn, of);
  const former = await asIdentity(parts, of.origin, async (ctx) => {
    const before = await openMailbox(ctx, signedIn.user.userId, parts.secrets);
    await updateEmail(ctx, signedIn.user.userId, null);
    await recordEmail(ctx, signedIn, null);
    return before;
  });
  tellFormer(parts, former, of.origin);
}

/** Whoever took an account over does not read this mailbox. Leaves after the commit, and nobody waits for it. */
function tellFormer(parts: Parts, former: string | undefined, origin: Origin): void {
  if (former !== undefined) parts.inBackground(parts.email.send({ to: former, ...farewellLetter(origin.headers.get('accept-language')) }));
}

/**
 * Counts the guess, then spends the code, each in a transaction of its own: a wrong guess has to be remembered.
 * @throws AppError `identity.code_wrong`, `identity.too_many_attempts`
 */
export async function requireCode(parts: Parts, of: CodeKey & { code: string }, origin: Origin): Promise<void> {
  const subjectHash = parts.secrets.keyedHash('attempt', `${of.purpose}:${of.contact.key}`);
  const { waitSeconds } = await asIdentity(parts, origin, (ctx) => takeAttempt(ctx, { purpose: 'code', subjectHash }));
  if (waitSeconds > 0) throw new AppError('identity.too_many_attempts', { seconds: waitSeconds });
  const right = await asIdentity(parts, origin, (ctx) => spendCode(ctx, parts.secrets, of));
  if (!right) throw new AppError('identity.code_wrong');
}

async function recordEmail(ctx: Ctx, signedIn: SignedIn, email: string | null): Promise<void> {
  const by = namedPerson(signedIn);
  const { userId } = signedIn.user;
  await record(ctx, { action: 'identity.changeEmail', targetKind: 'user', targetId: userId, after: { email }, ...(by && { by }) });
  await publish(ctx, emailChanged, { userId, at: ctx.now.toISOString() });
}
