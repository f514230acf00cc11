import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { AppError } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { confirmPerson } from './confirm-person.ts';
import {
  deletePasskey,
  insertPasskey,
  replaceRecoveryCodes,
  saveChallenge,
  selectPasskeys,
  selectTotp,
  spendChallenge,
  usePasskey,
} from './factor-queries.ts';
import { asIdentity, type Origin, type Parts } from './parts.ts';
import { dropCachedUser } from './queries.ts';
import { type Finished, finish, passSecondFactor, recordFactor, refuseLastFactor, refuseUnfinished } from './second-factor.ts';
import type { SignedIn } from './signed-in.ts';

const CHALLENGE_MS = 5 * 60 * 1000;
export const PASSKEYS_MAX = 10;
const RP_NAME = 'Tessera 一卡通';

type Confirmed = { currentPassword?: string | undefined; origin: Origin };
type Purpose = 'add' | 'check';

/** @throws AppError `identity.too_many_passkeys`, `identity.confirm_needed`, `request.sign_in_unfinished` */
export async function startPasskey(parts: Parts, signedIn: SignedIn, of: Confirmed) {
  refuseUnfinished(signedIn);
  await confirmPerson(parts, signedIn, of);
  const { user } = signedIn;
  const present = await asIdentity(parts, of.origin, (ctx) => selectPasskeys(ctx, user.userId));
  if (present.length >= PASSKEYS_MAX) throw new AppError('identity.too_many_passkeys');
  const options = await generateRegistrationOptions({
    rpName: RP_NAME,
    rpID: siteOf(parts).rpID,
    userID: new TextEncoder().encode(user.userId),
    userName: user.userName,
    userDisplayName: user.name,
    attestationType: 'none',
    excludeCredentials: present.map(({ credential_id, transports }) => ({ id: credential_id, transports: transportsOf(transports) })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  await keepChallenge(parts, signedIn, { purpose: 'add', challenge: options.challenge, origin: of.origin });
  return options;
}

type NewPasskey = { name: string; credential: RegistrationResponseJSON; origin: Origin };

/** @throws AppError `identity.passkey_wrong`, `identity.too_many_passkeys` */
export async function addPasskey(parts: Parts, signedIn: SignedIn, { name, credential, origin }: NewPasskey): Promise<Finished> {
  refuseUnfinished(signedIn);
  const { userId } = signedIn.user;
  const challenge = await takeChallenge(parts, signedIn, { purpose: 'add', origin });
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: credential,
    expectedChallenge: challenge,
    expectedOrigin: siteOf(parts).origin,
    expectedRPID: siteOf(parts).rpID,
    requireUserVerification: false,
  }).catch(unverified);
  if (!verified || !registrationInfo) throw new AppError('identity.passkey_wrong');
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  await asIdentity(parts, origin, async (ctx) => {
    if ((await selectPasskeys(ctx, userId)).length >= PASSKEYS_MAX) throw new AppError('identity.too_many_passkeys');
    const row = { id: newId<'passkey'>(ctx.now.getTime()), user_id: userId, credential_id: id, public_key: publicKey, counter, transports, name };
    if (!(await insertPasskey(ctx, { ...row, created_at: ctx.now, last_used_at: null }))) throw new AppError('identity.passkey_wrong');
    await recordFactor(ctx, signedIn, { action: 'identity.addSecondFactor', factor: 'passkey', name });
  });
  return finish(parts, signedIn, origin);
}

/** @throws AppError `identity.passkey_wrong` where there is none */
export async function startPasskeyCheck(parts: Parts, signedIn: SignedIn, origin: Origin) {
  const passkeys = await asIdentity(parts, origin, (ctx) => selectPasskeys(ctx, signedIn.user.userId));
  if (passkeys.length === 0) throw new AppError('identity.passkey_wrong');
  const options = await generateAuthenticationOptions({
    rpID: siteOf(parts).rpID,
    allowCredentials: passkeys.map(({ credential_id, transports }) => ({ id: credential_id, transports: transportsOf(transports) })),
    userVerification: 'preferred',
  });
  await keepChallenge(parts, signedIn, { purpose: 'check', challenge: options.challenge, origin });
  return options;
}

/** @throws AppError `identity.passkey_wrong`, `identity.too_many_attempts` */
export function verifyPasskey(parts: Parts, signedIn: SignedIn, of: { credential: AuthenticationResponseJSON; origin: Origin }): Promise<Finished> {
  const { credential, origin } = of;
  return passSecondFactor(parts, signedIn, {
    factor: 'passkey',
    refusal: 'identity.passkey_wrong',
    origin,
    isRight: async (ctx) => {
      const live = await spendChallenge(ctx, { sessionId: signedIn.user.sessionId, purpose: 'check' });
      const key = (await selectPasskeys(ctx, signedIn.user.userId)).find((each) => each.credential_id === credential.id);
      if (!live || live.expires_at <= ctx.now || !key) return false;
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: credential,
        expectedChallenge: live.challenge,
        expectedOrigin: siteOf(parts).origin,
        expectedRPID: siteOf(parts).rpID,
        credential: {
          id: key.credential_id,
          publicKey: new Uint8Array(key.public_key),
          counter: Number(key.counter),
          transports: transportsOf(key.transports),
        },
        requireUserVerification: false,
      }).catch(() => ({ verified: false, authenticationInfo: undefined }));
      if (!verified || !authenticationInfo) return false;
      await usePasskey(ctx, key.id, authenticationInfo.newCounter);
      return true;
    },
  });
}

/** @throws AppError `identity.second_factor_required`, `identity.confirm_needed`, `request.not_found` */
export async function removePasskey(parts: Parts, signedIn: SignedIn, of: Confirmed & { passkeyId: Id<'passkey'> }): Promise<void> {
  await confirmPerson(parts, signedIn, of);
  const { userId } = signedIn.user;
  await asIdentity(parts, of.origin, async (ctx) => {
    const others = (await selectPasskeys(ctx, userId)).filter((each) => each.id !== of.passkeyId).length;
    const left = others + ((await selectTotp(ctx, userId))?.confirmed_at ? 1 : 0);
    refuseLastFactor(signedIn, left);
    if (!(await deletePasskey(ctx, userId, of.passkeyId))) throw new AppError('request.not_found');
    if (left === 0) await replaceRecoveryCodes(ctx, userId, []);
    await recordFactor(ctx, signedIn, { action: 'identity.removeSecondFactor', factor: 'passkey' });
    await dropCachedUser(ctx, userId);
  });
  parts.sessions.forgetUser(userId);
}

/** A passkey belongs to the site that people open, and to no other. */
function siteOf({ publicUrl }: Pick<Parts, 'publicUrl'>): { origin: string; rpID: string } {
  const url = new URL(publicUrl);
  return { origin: url.origin, rpID: url.hostname };
}

function keepChallenge(parts: Parts, { user }: SignedIn, of: { purpose: Purpose; challenge: string; origin: Origin }): Promise<void> {
  const { purpose, challenge } = of;
  return asIdentity(parts, of.origin, (ctx) =>
    saveChallenge(ctx, { session_id: user.sessionId, purpose, challenge, expires_at: new Date(ctx.now.getTime() + CHALLENGE_MS) }),
  );
}

/** Gone once it was taken, whatever the answer was worth. @throws AppError `identity.passkey_wrong` */
async function takeChallenge(parts: Parts, { user }: SignedIn, of: { purpose: Purpose; origin: Origin }): Promise<string> {
  const live = await asIdentity(parts, of.origin, (ctx) => spendChallenge(ctx, { sessionId: user.sessionId, purpose: of.purpose }));
  if (!live || live.expires_at <= parts.clock()) throw new AppError('identity.passkey_wrong');
  return live.challenge;
}

function unverified(): never {
  throw new AppError('identity.passkey_wrong');
}

function transportsOf(transports: readonly string[]): AuthenticatorTransport[] {
  return [...transports] as AuthenticatorTransport[]; // They were the browser's own words; an unknown one is only a hint.
}
