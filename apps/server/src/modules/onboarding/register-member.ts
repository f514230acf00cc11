import { AppError, type ContentOf, type onboarding } from '@tessera/contract';
import { systemActor } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import {
  type CodeSent,
  type Contact,
  contactOf,
  type Opened,
  type Origin,
  requireFreshCode,
  requireStrongPassword,
  sendContactCode,
} from '../identity/index.ts';
import { maskName } from '../members/index.ts';
import { joinMember } from './join-member.ts';
import type { Parts } from './parts.ts';

const SYSTEM = systemActor('onboarding');

/** @throws AppError `onboarding.registration_off`, `identity.too_many_attempts` */
export async function sendRegistrationCode(parts: Parts, of: { contact: string }, origin: Origin): Promise<CodeSent> {
  const contact = requireOpenWay(parts, of.contact);
  return sendContactCode(parts.identity, { purpose: 'register', contact }, origin);
}

/**
 * The kind is the installation's to say. That a contact is taken is told only to whoever has proved that it is theirs.
 * @throws AppError `onboarding.registration_off`, `identity.code_wrong`, `identity.contact_taken`, and as a weak password does
 */
export async function registerMember(parts: Parts, input: ContentOf<typeof onboarding.registerMember>, origin: Origin): Promise<Opened> {
  const contact = requireOpenWay(parts, input.contact);
  await requireStrongPassword(parts.identity, input.password);
  await requireFreshCode(parts.identity, { purpose: 'register', contact, code: input.code }, origin);
  const { name, password } = input;
  const address = contact.kind === 'phone' ? { phone: contact.address } : { email: contact.address };
  const userId = await joinMember(parts, { name, password, kind: parts.settings.get('onboarding.registerAs'), ...address }, origin);
  await parts.database.transaction(SYSTEM, origin, (ctx) =>
    record(ctx, { action: 'onboarding.registerMember', targetKind: 'user', targetId: userId, after: { name: maskName(name), by: contact.kind } }),
  );
  return parts.identity.openSession({ realm: 'member', userId, by: 'registration' }, origin);
}

function requireOpenWay(parts: Parts, text: string): Contact {
  const contact = contactOf(parts.secrets, 'member', text);
  if (!contact) throw new AppError('request.invalid', { issues: [{ path: 'contact', problem: 'neither a phone nor an e-mail address' }] });
  const isOpen = parts.settings.get(contact.kind === 'phone' ? 'onboarding.registerByPhone' : 'onboarding.registerByEmail');
  if (!isOpen) throw new AppError('onboarding.registration_off');
  return contact;
}
