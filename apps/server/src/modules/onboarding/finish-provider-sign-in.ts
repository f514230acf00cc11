import { AppError, type ContentOf, type onboarding, type Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findUserBy, type Opened, type Origin } from '../identity/index.ts';
import { maskName } from '../members/index.ts';
import { type Handshake, spendHandshake } from './handshake.ts';
import { joinMember } from './join-member.ts';
import type { Parts } from './parts.ts';
import { failed, type ProviderPerson, redirectUriOf } from './provider.ts';
import { insertLink, selectLink } from './queries.ts';

const SYSTEM = systemActor('onboarding');

type Answer = ContentOf<typeof onboarding.finishProviderSignIn>;
/** `linkedTo` when a signed-in person linked the account: their session stays as it is. */
export type ProviderEnd = { returnTo: string } & ({ opened: Opened } | { linkedTo: Id<'user'> });

/**
 * Verifies the provider's answer and then: links it with who asked for that, or signs in whom it is linked with, or whom it matches, or
 * lets a newcomer join – as the provider's settings say.
 * @throws AppError `onboarding.handshake_wrong`, `onboarding.provider_failed`, `onboarding.no_account`, `onboarding.link_taken`
 */
export async function finishProviderSignIn(
  parts: Parts,
  answer: Answer & { realm: Realm; signedInAs: Id<'user'> | null },
  origin: Origin,
): Promise<ProviderEnd> {
  const handshake = await spendHandshake(parts, answer, origin);
  const person = await identify(parts, handshake, answer);
  const { returnTo } = handshake;
  if (handshake.userId !== null) {
    // Whoever signed in as somebody else meanwhile must not give that person this account.
    if (answer.signedInAs !== handshake.userId) throw new AppError('onboarding.handshake_wrong');
    await link(parts, handshake, { person, userId: handshake.userId, origin });
    return { returnTo, linkedTo: handshake.userId };
  }
  const userId = await findUser(parts, handshake, { person, origin });
  const { kind, key } = handshake.provider;
  const ticketHash = kind === 'cas' && answer.ticket !== undefined ? ticketHashOf(parts, answer.ticket) : null;
  const opened = await parts.identity.openSession({ realm: handshake.realm, userId, by: `provider:${key}`, ticketHash }, origin);
  await parts.database.transaction(SYSTEM, origin, (ctx) =>
    record(
      { ...ctx, actor: opened.person.actor },
      {
        action: 'identity.signIn',
        targetKind: 'user',
        targetId: userId,
        after: { realm: handshake.realm, by: `provider:${key}` },
      },
    ),
  );
  return { returnTo, opened };
}

export function ticketHashOf(parts: Pick<Parts, 'secrets'>, ticket: string): string {
  return parts.secrets.keyedHash('cas-ticket', ticket);
}

async function identify(parts: Parts, handshake: Handshake, answer: Answer): Promise<ProviderPerson> {
  const { provider, state, nonce, verifier, realm } = handshake;
  if (answer.error !== undefined || (answer.code ?? answer.ticket) === undefined) throw new AppError('onboarding.provider_failed');
  return parts.adapters[provider.kind]
    .identify(provider, { answer, state, nonce, verifier, redirectUri: redirectUriOf(parts.publicUrl, realm) })
    .catch((error) => {
      parts.onFault(error);
      return failed(error);
    });
}

type Found = { person: ProviderPerson; origin: Origin };

async function findUser(parts: Parts, handshake: Handshake, found: Found): Promise<Id<'user'>> {
  const { provider, realm } = handshake;
  const { person, origin } = found;
  const linked = await parts.database.transaction(SYSTEM, origin, (ctx) =>
    selectLink(ctx, { providerKey: provider.key, realm, subject: person.subject }),
  );
  if (linked) return linked.user_id;
  const userId = (await match(parts, handshake, found)) ?? (await join(parts, handshake, found));
  if (userId === undefined) throw new AppError('onboarding.no_account');
  await link(parts, handshake, { ...found, userId });
  return userId;
}

/** Only by what the provider vouches for. */
async function match(parts: Parts, { provider, realm }: Handshake, { person, origin }: Found): Promise<Id<'user'> | undefined> {
  const by = { none: undefined, userName: person.userName, email: person.verifiedEmail, phone: person.verifiedPhone }[provider.match_by];
  const kind = provider.match_by;
  if (by === undefined || kind === 'none') return undefined;
  return parts.database.transaction(SYSTEM, origin, (ctx) => findUserBy(ctx, parts.secrets, { realm, kind, value: by }));
}

/** A contact that belongs to a member here is left out: whoever is that member links the account after signing in. */
async function join(parts: Parts, { provider, realm }: Handshake, { person, origin }: Found): Promise<Id<'user'> | undefined> {
  if (realm !== 'member' || provider.joins_as === null) return undefined;
  const newcomer = { name: person.name ?? person.userName ?? person.subject.slice(0, 80), kind: provider.joins_as, memberNumber: person.userName };
  const contacts = { phone: person.verifiedPhone, email: person.verifiedEmail };
  const userId = await joinMember(parts, { ...newcomer, ...contacts }, origin).catch((error) => {
    if (error instanceof AppError && error.code === 'identity.contact_taken') return joinMember(parts, newcomer, origin);
    throw error;
  });
  await parts.database.transaction(SYSTEM, origin, (ctx) =>
    record(ctx, {
      action: 'onboarding.joinMember',
      targetKind: 'user',
      targetId: userId,
      after: { name: maskName(newcomer.name), provider: provider.key },
    }),
  );
  return userId;
}

async function link(parts: Parts, { provider, realm }: Handshake, of: Found & { userId: Id<'user'> }): Promise<void> {
  const { person, userId, origin } = of;
  const label = person.name ?? person.userName ?? person.subject.slice(0, 80);
  await parts.database.transaction(SYSTEM, origin, async (ctx) => {
    const entered = await insertLink(ctx, { provider_key: provider.key, realm, subject: person.subject, user_id: userId, label, linked_at: ctx.now });
    if (!entered) throw new AppError('onboarding.link_taken');
    await record(ctx, { action: 'onboarding.linkAccount', targetKind: 'user', targetId: userId, after: { provider: provider.key } });
  });
}
