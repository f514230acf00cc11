import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type Provider from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import { closeServer, listenOnLoopback, showPage } from './loopback.ts';
import { chosenIn } from './people-page.ts';

export type Claims = { sub: string; name?: string; preferred_username?: string; email?: string; email_verified?: boolean };
export const OIDC_CLIENT = { id: 'tessera', secret: 'a secret that both sides know' };

const TTL_SECONDS = 600;

export type OidcPeerOptions = {
  redirectUris: string[];
  people: ReadonlyMap<string, Claims>;
  /** 0 for a free one. */
  port?: number;
  /** The page that asks who is there. Without it, whoever `state.signsIn` names is signed in, with no page in between. */
  page?: string;
};

/** A real OpenID provider on loopback. The library is loaded here and not above: only tests and the demo need it. */
export async function startOidcPeer({ redirectUris, people, port = 0, page }: OidcPeerOptions) {
  const { default: Provider, interactionPolicy } = await withoutWarnings(() => import('oidc-provider'));
  const server = createServer();
  await listenOnLoopback(server, port);
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server has a port.
  const state = { signsIn: '' };
  const policy = interactionPolicy.base();
  // A browser that was here before is asked again: the next person may sit at it.
  const { Check } = interactionPolicy;
  if (page !== undefined) policy.get('login')?.checks.add(new Check('always', 'who is there', (ctx) => ctx.oidc.result?.login === undefined));
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const configuration: Configuration = {
    clients: [{ client_id: OIDC_CLIENT.id, client_secret: OIDC_CLIENT.secret, redirect_uris: redirectUris, grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...(people.get(id) ?? { sub: id }) }) }),
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    // Said outright, else the library tells everybody who starts the demo that these are its defaults.
    ttl: {
      AccessToken: TTL_SECONDS,
      AuthorizationCode: 60,
      Grant: TTL_SECONDS,
      IdToken: TTL_SECONDS,
      Interaction: TTL_SECONDS,
      Session: TTL_SECONDS,
    },
  };
  const provider = await withoutWarnings(async () => new Provider(issuer, configuration));
  provider.proxy = false;
  provider.on('server_error', (_ctx, error) => console.error('the OpenID peer failed', error));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    interact(provider, { request, response, people, page, signsIn: state.signsIn }).catch((error: unknown) => {
      // A page that lay open for long has lost its interaction.
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(error instanceof Error ? error.message : 'failed');
    });
  });
  return { issuer, state, close: () => closeServer(server) };
}

/**
 * The library warns of a Node that is older than it likes and of a store that forgets, which is nothing that whoever starts the demo could or
 * should mend.
 */
async function withoutWarnings<Result>(work: () => Promise<Result>): Promise<Result> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING')) warn(...words);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

type Interaction = {
  request: IncomingMessage;
  response: ServerResponse;
  people: ReadonlyMap<string, Claims>;
  page: string | undefined;
  signsIn: string;
};

async function interact(provider: Provider, { request, response, people, page, signsIn }: Interaction): Promise<void> {
  const { params, grantId } = await provider.interactionDetails(request, response);
  if (page !== undefined && request.method !== 'POST') return showPage(response, page);
  const accountId = page === undefined ? signsIn : await chosenIn(request);
  if (page !== undefined && !people.has(accountId)) return showPage(response, page);
  const found = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant = found?.accountId === accountId ? found : new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const result = { login: { accountId }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/** A browser with cookies that follows redirects until one leads to `until`, and chooses `person` where it is asked; answers that address. */
export async function follow(start: string, until: string, person?: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  let chosen: URLSearchParams | undefined;
  for (let hops = 0; hops < 12; hops += 1) {
    const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const response = await fetch(url, { redirect: 'manual', headers, ...(chosen && { method: 'POST', body: chosen }) });
    for (const text of response.headers.getSetCookie()) {
      const [name = '', value = ''] = text.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    const isAsked = response.status === 200 && person !== undefined && chosen === undefined;
    if (next === null && !isAsked) throw new Error(`${url.pathname} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    chosen = isAsked ? new URLSearchParams({ person }) : undefined;
    if (next !== null) url = new URL(next, url);
    if (url.href.startsWith(until)) return url;
  }
  throw new Error('the redirects did not end');
}
