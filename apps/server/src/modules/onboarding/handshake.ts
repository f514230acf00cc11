import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError, type Realm } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { systemActor } from '../../platform/ctx.ts';
import type { Origin } from '../identity/index.ts';
import type { Parts } from './parts.ts';
import { failed, isFor, type OpenProvider, redirectUriOf, SECRET_PURPOSE } from './provider.ts';
import { insertHandshake, selectProvider, takeHandshake } from './queries.ts';
import { VERIFIER_PURPOSE } from './sealed-columns.ts';

const LIVES_SECONDS = 10 * 60;
const SYSTEM = systemActor('onboarding');

export type Started = { url: string; cookies: string[] };
export type Handshake = {
  provider: OpenProvider;
  realm: Realm;
  state: string;
  nonce: string;
  verifier: string;
  returnTo: string;
  userId: Id<'user'> | null;
};

/** Who links, or null for a sign-in. */
type Wish = { provider: string; realm: Realm; returnTo: string; userId: Id<'user'> | null };

/** Begins the way to a provider, and binds the way back to this browser by a cookie of its own. @throws AppError `onboarding.provider_unknown`, `onboarding.provider_failed` */
export async function beginHandshake(parts: Parts, wish: Wish, origin: Origin): Promise<Started> {
  const { database, secrets } = parts;
  const provider = await openProvider(parts, wish, origin);
  const [state, nonce, verifier, browser] = [random(), random(), random(), random()];
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const redirectUri = redirectUriOf(parts.publicUrl, wish.realm);
  const url = await parts.adapters[provider.kind].addressOf(provider, { state, nonce, challenge, redirectUri }).catch((error) => {
    parts.onFault(error);
    return failed(error);
  });
  await database.transaction(SYSTEM, origin, (ctx) =>
    insertHandshake(ctx, {
      state_hash: secrets.keyedHash('handshake', state),
      browser_hash: secrets.keyedHash('handshake', browser),
      provider_key: provider.key,
      realm: wish.realm,
      nonce,
      verifier_sealed: secrets.seal(VERIFIER_PURPOSE, verifier),
      return_to: wish.returnTo,
      user_id: wish.userId,
      expires_at: new Date(ctx.now.getTime() + LIVES_SECONDS * 1000),
    }),
  );
  return { url, cookies: [cookieOf(parts, wish.realm, { value: browser, seconds: LIVES_SECONDS })] };
}

/**
 * The handshake that a provider's answer belongs to. It is spent by being looked for, and counts in the browser and the app that began it
 * only: an answer that somebody else planted is refused.
 * @throws AppError `onboarding.handshake_wrong`, `onboarding.provider_unknown`
 */
export async function spendHandshake(parts: Parts, of: { realm: Realm; state: string }, origin: Origin): Promise<Handshake> {
  const { database, secrets } = parts;
  const row = await database.transaction(SYSTEM, origin, (ctx) => takeHandshake(ctx, secrets.keyedHash('handshake', of.state)));
  const browser = secrets.keyedHash('handshake', cookieIn(origin.headers, nameOf(of.realm)) ?? '');
  const isOurs = row !== undefined && row.realm === of.realm && timingSafeEqual(Buffer.from(row.browser_hash), Buffer.from(browser));
  if (!isOurs || row.expires_at <= parts.clock()) throw new AppError('onboarding.handshake_wrong');
  const provider = await openProvider(parts, { provider: row.provider_key, realm: of.realm }, origin);
  const verifier = secrets.open(VERIFIER_PURPOSE, row.verifier_sealed);
  return { provider, realm: of.realm, state: of.state, nonce: row.nonce, verifier, returnTo: row.return_to, userId: row.user_id };
}

/** Clears the browser's binding. */
export function clearBinding(parts: Parts, realm: Realm): string {
  return cookieOf(parts, realm, { value: '', seconds: 0 });
}

async function openProvider(parts: Parts, of: { provider: string; realm: Realm }, origin: Origin): Promise<OpenProvider> {
  const row = await parts.database.transaction(SYSTEM, origin, (ctx) => selectProvider(ctx, of.provider));
  if (!row || !isFor(row, of.realm)) throw new AppError('onboarding.provider_unknown');
  return { ...row, secret: row.secret_sealed === null ? '' : parts.secrets.open(SECRET_PURPOSE, row.secret_sealed) };
}

function random(): string {
  return randomBytes(32).toString('base64url');
}

function nameOf(realm: Realm): string {
  return `tessera-${realm}.handshake`;
}

function cookieOf({ publicUrl }: Parts, realm: Realm, of: { value: string; seconds: number }): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${nameOf(realm)}=${of.value}; Path=/api/onboarding; Max-Age=${of.seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function cookieIn(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split(/;\s*/).find((each) => each.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
