import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type Configuration } from 'oidc-provider';

export type Claims = { sub: string; name?: string; preferred_username?: string; email?: string; email_verified?: boolean };
export const OIDC_CLIENT = { id: 'tessera', secret: 'a secret that both sides know' };

/** A real OpenID provider on loopback, which signs in whoever `signsIn` names, without a page in between. */
export async function startOidcPeer(redirectUris: string[], people: Map<string, Claims>) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server has a port.
  const state = { signsIn: '' };
  const configuration: Configuration = {
    clients: [{ client_id: OIDC_CLIENT.id, client_secret: OIDC_CLIENT.secret, redirect_uris: redirectUris, grant_types: ['authorization_code'] }],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...(people.get(id) ?? { sub: id }) }) }),
    cookies: { keys: ['a key of the tests'] },
    jwks: undefined,
  };
  const provider = new Provider(issuer, configuration);
  provider.proxy = false;
  provider.on('server_error', (_ctx, error) => console.error('the OpenID peer failed', error));
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const { params, grantId, session } = await provider.interactionDetails(request, response);
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: session?.accountId ?? state.signsIn, clientId: String(params.client_id) });
    grant?.addOIDCScope(String(params.scope));
    const result = { login: { accountId: state.signsIn }, consent: { grantId: await grant?.save() } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  });
  return {
    issuer,
    state,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A browser with cookies that follows redirects until one leads to `until`; answers that address. */
export async function follow(start: string, until: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  for (let hops = 0; hops < 12; hops += 1) {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') } });
    for (const text of response.headers.getSetCookie()) {
      const [name = '', value = ''] = text.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get('location');
    if (next === null) throw new Error(`${url.pathname} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    url = new URL(next, url);
    if (url.href.startsWith(until)) return url;
  }
  throw new Error('the redirects did not end');
}
