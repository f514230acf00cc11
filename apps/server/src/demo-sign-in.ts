import { type CasPerson, startCasPeer } from '../peers/cas-peer.ts';
import { type Claims, OIDC_CLIENT, startOidcPeer } from '../peers/oidc-peer.ts';
import { peoplePage } from '../peers/people-page.ts';
import { DEMO_IDENTITIES } from '../seed/people.ts';
import { listProviders, type ProviderKeep, saveProvider } from './modules/onboarding/index.ts';
import type { Config } from './platform/config.ts';
import { type Ctx, systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import { once } from './platform/idempotency.ts';
import type { Logger } from './platform/log.ts';
import { createOutbound } from './platform/outbound.ts';
import type { SecretBox } from './platform/secret-box.ts';

const DEMO = systemActor('demo');
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The two other systems of the demo: where they are, and how to end them. */
export type DemoPeers = { oidcUrl: string; casUrl: string; hosts: readonly string[]; close: () => Promise<void> };

/**
 * A campus identity and a CAS server beside the demo, on this machine and for browsers on it: they ask who is there and no password. Undefined
 * where people reach the demo from elsewhere, or without the packages for development, in which they are.
 */
export async function startDemoPeers(
  { publicUrl, demoSignInPort: port }: Pick<Config, 'publicUrl' | 'demoSignInPort'>,
  log: Logger,
): Promise<DemoPeers | undefined> {
  if (!LOOPBACK.has(new URL(publicUrl).hostname)) return undefined;
  const redirectUris = ['member', 'console'].map((app) => `${publicUrl}/${app}/sign-in/callback`);
  const claims = new Map<string, Claims>(
    DEMO_IDENTITIES.map(({ id, name, userName }) => [id, { sub: `campus-${id}`, name, preferred_username: userName }]),
  );
  const casPeople = new Map<string, CasPerson>(
    DEMO_IDENTITIES.map(({ id, name, userName }) => [id, { user: userName, attributes: { displayName: name } }]),
  );
  const page = (title: string) => peoplePage(title, DEMO_IDENTITIES);
  try {
    const oidc = await startOidcPeer({ redirectUris, people: claims, port, page: page('演示统一身份认证 · Demo campus identity') });
    const cas = await startCasPeer({ person: (id) => casPeople.get(id), port: port && port + 1, page: page('演示 CAS · Demo CAS') });
    const close = async () => void (await Promise.all([oidc.close(), cas.close()]));
    return { oidcUrl: oidc.issuer, casUrl: cas.root, hosts: [new URL(oidc.issuer).host, cas.host], close };
  } catch (err) {
    log.warn({ err }, 'the demo offers no other systems to sign in with');
    return undefined;
  }
}

type Parts = { database: Database; secrets: SecretBox; publicUrl: string };

/** Enters both systems at the first start, and later only says where they are now; one that somebody has deleted stays away. */
export async function offerDemoPeers({ database, secrets, publicUrl }: Parts, peers: DemoPeers): Promise<void> {
  const keep: ProviderKeep = { secrets, publicUrl, outbound: createOutbound({ privateHosts: peers.hosts }) };
  await database.transaction(DEMO, { requestId: 'seed-sign-in' }, async (ctx) => {
    const fresh = freshProviders(peers);
    await once(ctx, { scope: 'seed', key: 'sign-in', fingerprint: 'sign-in' }, async () => {
      for (const provider of fresh) await saveProvider(ctx, provider, keep);
      return {};
    });
    await move(ctx, fresh, keep);
  });
}

async function move(ctx: Ctx, fresh: ReturnType<typeof freshProviders>, keep: ProviderKeep): Promise<void> {
  const { items } = await listProviders(ctx, keep);
  for (const { key, baseUrl } of fresh) {
    const known = items.find((item) => item.key === key);
    if (known && known.baseUrl !== baseUrl) await saveProvider(ctx, { ...known, baseUrl }, keep);
  }
}

function freshProviders({ oidcUrl, casUrl }: DemoPeers) {
  const both = { forMembers: true, forStaff: true, userNameClaim: '', enabled: true };
  const { id: clientId, secret: clientSecret } = OIDC_CLIENT;
  return [
    {
      ...both,
      key: 'demo-campus',
      kind: 'oidc' as const,
      nameZh: '演示统一身份认证',
      nameEn: 'Demo campus identity',
      baseUrl: oidcUrl,
      clientId,
      clientSecret,
      scopes: 'profile',
      matchBy: 'userName' as const,
      joinsAs: 'student' as const,
    },
    {
      ...both,
      key: 'demo-cas',
      kind: 'cas' as const,
      nameZh: '演示 CAS',
      nameEn: 'Demo CAS',
      baseUrl: casUrl,
      clientId: '',
      scopes: '',
      matchBy: 'none' as const,
      joinsAs: null,
    },
  ];
}
