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

/** WeChat's own hosts, unless the provider's address says otherwise: the page and the interface lie on two. */
const PAGE = 'https://open.weixin.qq.com';
const INTERFACE = 'https://api.weixin.qq.com';

/** A refusal comes with HTTP 200, `errcode` and a media type of text. */
const refusal = z.object({ errcode: z.number(), errmsg: z.string().optional() });
const grant = z.object({ access_token: z.string(), openid: z.string(), unionid: z.string().optional() });
const profile = z.object({ openid: z.string(), nickname: z.string().optional(), unionid: z.string().optional() });

/**
 * WeChat's website sign-in. It departs from OAuth 2 (RFC 6749): `appid` and `secret` for `client_id` and `client_secret`, all in the query
 * of a GET, no PKCE, no ID token, a fragment behind the address, and errors with status 200. One person has another `openid` for each
 * app and one `unionid` for all apps of a house.
 */
export function createWechat(parts: AdapterParts): ProviderAdapter {
  return {
    async addressOf(provider, { state, redirectUri }) {
      const url = new URL(`${provider.base_url || PAGE}/connect/qrconnect`);
      const scope = provider.scopes || 'snsapi_login';
      for (const [key, value] of Object.entries({ appid: provider.client_id, redirect_uri: redirectUri, response_type: 'code', scope, state })) {
        url.searchParams.set(key, value);
      }
      return `${url}#wechat_redirect`;
    },
    identify: (provider, proof) => identify(parts, provider, proof),
    probe: (provider) => probe(parts, provider),
  };
}

async function identify(parts: AdapterParts, provider: OpenProvider, { answer }: Proof): Promise<ProviderPerson> {
  const { client_id: appid, secret } = provider;
  const granted = await ask(parts, provider, {
    path: '/sns/oauth2/access_token',
    query: { appid, secret, code: answer.code ?? '', grant_type: 'authorization_code' },
    shape: grant,
  });
  const person = await ask(parts, provider, {
    path: '/sns/userinfo',
    query: { access_token: granted.access_token, openid: granted.openid, lang: 'zh_CN' },
    shape: profile,
  });
  if (person.openid !== granted.openid) throw new ProviderFault('the profile is somebody else’s');
  const subject = granted.unionid ?? person.unionid ?? granted.openid;
  return { subject, name: textOf(person.nickname), userName: undefined, verifiedEmail: undefined, verifiedPhone: undefined };
}

type Ask<Shape extends z.ZodType> = { path: string; query: Record<string, string>; shape: Shape };

async function ask<Shape extends z.ZodType>({ outbound }: AdapterParts, provider: OpenProvider, of: Ask<Shape>): Promise<z.infer<Shape>> {
  const url = new URL(`${provider.base_url || INTERFACE}${of.path}`);
  for (const [key, value] of Object.entries(of.query)) url.searchParams.set(key, value);
  const response = await outbound.fetch(url);
  const answer: unknown = JSON.parse(await response.text());
  const refused = refusal.safeParse(answer);
  if (refused.success && refused.data.errcode !== 0)
    throw new ProviderFault(`WeChat answered ${refused.data.errcode} ${refused.data.errmsg ?? ''}`.trim());
  return of.shape.parse(answer);
}

/** A code that cannot exist: a right app is told so (40029), a wrong appid or secret is told that (40013, 40125). */
async function probe(parts: AdapterParts, provider: OpenProvider): Promise<ProbeStep[]> {
  const steps = [await step('address', async () => parts.outbound.check(provider.base_url || INTERFACE).host)];
  if (!steps.every(({ ok }) => ok)) return steps;
  const { client_id: appid, secret } = provider;
  const tried = await step('connection', async () => {
    await ask(parts, provider, {
      path: '/sns/oauth2/access_token',
      query: { appid, secret, code: 'test', grant_type: 'authorization_code' },
      shape: grant,
    });
    return 'ok';
  });
  return [...steps, tried.detail.includes('40029') ? { step: 'connection', ok: true, detail: 'appid and secret are known' } : tried];
}
