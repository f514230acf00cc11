import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import {
  type AdapterParts,
  type OpenProvider,
  type ProbeStep,
  type Proof,
  type ProviderAdapter,
  ProviderFault,
  type ProviderPerson,
  step,
  textOf,
} from './provider.ts';

/** Signatures that need the provider's private key: with a shared secret, whoever knows the secret could sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 60;
const REMEMBERED_MS = 10 * 60 * 1000;

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
type Metadata = z.infer<typeof metadata>;
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const tokens = z.object({ id_token: z.string(), access_token: z.string().optional() });

type Kept = { metadata: Metadata; keys: JSONWebKeySet; at: number };

/** OpenID Connect Core 1.0: authorization code with PKCE (RFC 7636), discovery, and the ID token verified by the provider's keys. */
export function createOidc(parts: AdapterParts): ProviderAdapter {
  const kept = new Map<string, Kept>();
  const read = async (provider: OpenProvider, options: { anew?: true } = {}): Promise<Kept> => {
    const known = kept.get(provider.base_url);
    const nowMs = parts.clock().getTime();
    if (known && !options.anew && nowMs - known.at < REMEMBERED_MS) return known;
    const found = await discover(parts, provider.base_url);
    const keys = await fetchKeys(parts, found.jwks_uri);
    const next = { metadata: found, keys, at: nowMs };
    kept.set(provider.base_url, next);
    return next;
  };
  return {
    async addressOf(provider, { state, nonce, challenge, redirectUri }) {
      const { metadata: found } = await read(provider);
      const url = new URL(found.authorization_endpoint);
      const query = { response_type: 'code', client_id: provider.client_id, redirect_uri: redirectUri, scope: scopesOf(provider), state, nonce };
      for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
      url.searchParams.set('code_challenge', challenge);
      url.searchParams.set('code_challenge_method', 'S256');
      return url.toString();
    },
    async identify(provider, proof) {
      const at = await read(provider);
      if (proof.answer.iss !== undefined && proof.answer.iss !== at.metadata.issuer) throw new ProviderFault('another issuer answered');
      const given = await exchange(parts, { provider, metadata: at.metadata, proof });
      const claims = await verify(parts, { provider, token: given.id_token, nonce: proof.nonce, at, reread: () => read(provider, { anew: true }) });
      const more =
        given.access_token === undefined ? {} : await userInfo(parts, { metadata: at.metadata, token: given.access_token, subject: claims.sub });
      return personOf({ ...more, ...claims }, provider);
    },
    probe: (provider) => probe(parts, provider),
  };
}

function scopesOf({ scopes }: OpenProvider): string {
  return ['openid', ...scopes.split(/\s+/).filter((scope) => scope !== '' && scope !== 'openid')].join(' ');
}

async function discover(parts: AdapterParts, issuer: string): Promise<Metadata> {
  const found = metadata.parse(await getJson(parts, `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`));
  if (found.issuer !== issuer) throw new ProviderFault(`the provider calls itself ${found.issuer} and not ${issuer}`);
  return found;
}

async function fetchKeys(parts: AdapterParts, uri: string): Promise<JSONWebKeySet> {
  return keySet.parse(await getJson(parts, uri));
}

async function getJson({ outbound }: AdapterParts, url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await outbound.fetch(url, { headers: { accept: 'application/json', ...headers } });
  if (response.status !== 200) throw new ProviderFault(`${new URL(url).host} answered ${response.status}`);
  return response.json();
}

async function exchange(
  { outbound }: AdapterParts,
  of: { provider: OpenProvider; metadata: Metadata; proof: Proof },
): Promise<z.infer<typeof tokens>> {
  const { provider, proof } = of;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: proof.answer.code ?? '',
    redirect_uri: proof.redirectUri,
    code_verifier: proof.verifier,
  });
  const headers: Record<string, string> = { accept: 'application/json' };
  const methods = of.metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (methods.includes('client_secret_basic')) {
    headers.authorization = `Basic ${Buffer.from(`${encodeURIComponent(provider.client_id)}:${encodeURIComponent(provider.secret)}`).toString('base64')}`;
  } else {
    body.set('client_id', provider.client_id);
    body.set('client_secret', provider.secret);
  }
  const response = await outbound.fetch(of.metadata.token_endpoint, { method: 'POST', headers, body });
  if (response.status !== 200) throw new ProviderFault(`the code was not taken: ${response.status}`);
  return tokens.parse(await response.json());
}

type Verification = { provider: OpenProvider; token: string; nonce: string; at: Kept; reread: () => Promise<Kept> };

/** The signature, who issued it, for whom, when, and for which handshake. A key that is new to us is looked up once. */
async function verify(parts: AdapterParts, of: Verification): Promise<JWTPayload & { sub: string }> {
  const check = (keys: JSONWebKeySet) =>
    jwtVerify(of.token, createLocalJWKSet(keys), {
      issuer: of.at.metadata.issuer,
      audience: of.provider.client_id,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: parts.clock(),
      requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    });
  const { payload } = await check(of.at.keys).catch(async (error) => {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    return check((await of.reread()).keys);
  });
  if (payload.nonce !== of.nonce) throw new ProviderFault('the token belongs to another sign-in');
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload.azp !== of.provider.client_id)
    throw new ProviderFault('the token is for somebody else');
  if (payload.sub === undefined) throw new ProviderFault('the token names nobody');
  return { ...payload, sub: payload.sub };
}

async function userInfo(parts: AdapterParts, of: { metadata: Metadata; token: string; subject: string }): Promise<Record<string, unknown>> {
  const { userinfo_endpoint: endpoint } = of.metadata;
  if (endpoint === undefined) return {};
  const claims = z.looseObject({ sub: z.string() }).parse(await getJson(parts, endpoint, { authorization: `Bearer ${of.token}` }));
  if (claims.sub !== of.subject) throw new ProviderFault('the profile is somebody else’s');
  return claims;
}

function personOf(claims: Record<string, unknown> & { sub: string }, provider: OpenProvider): ProviderPerson {
  return {
    subject: claims.sub,
    name: textOf(claims.name) ?? textOf(claims.preferred_username),
    userName: textOf(claims[provider.user_name_claim || 'preferred_username']),
    verifiedEmail: claims.email_verified === true ? textOf(claims.email) : undefined,
    verifiedPhone: claims.phone_number_verified === true ? textOf(claims.phone_number) : undefined,
  };
}

async function probe(parts: AdapterParts, provider: OpenProvider): Promise<ProbeStep[]> {
  const steps = [await step('address', async () => parts.outbound.check(provider.base_url).host)];
  let found: Metadata | undefined;
  if (steps.every(({ ok }) => ok)) {
    steps.push(
      await step('discovery', async () => {
        found = await discover(parts, provider.base_url);
        return found.issuer;
      }),
    );
  }
  const { jwks_uri: uri } = found ?? {};
  if (uri !== undefined) steps.push(await step('keys', async () => `${(await fetchKeys(parts, uri)).keys.length}`));
  return steps;
}
