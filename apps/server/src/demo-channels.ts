import { join } from 'node:path';
import { type ChannelPeer, startChannelPeer } from '@tessera/channel-peer';
import { type ChannelsOptions, listChannels, saveChannel } from './modules/channels/index.ts';
import type { Config } from './platform/config.ts';
import { type Ctx, systemActor } from './platform/ctx.ts';
import type { Database } from './platform/database.ts';
import { once } from './platform/idempotency.ts';
import type { Logger } from './platform/log.ts';
import { createOutbound } from './platform/outbound.ts';
import type { SecretBox } from './platform/secret-box.ts';

const DEMO = systemActor('demo');
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const NAMES = {
  wechat: { nameZh: '微信支付', nameEn: 'WeChat Pay' },
  alipay: { nameZh: '支付宝', nameEn: 'Alipay' },
};

/** The peer, and a clock that is its own while yesterday is made up; else it goes with the machine's. */
export type DemoChannels = { peer: ChannelPeer; clock: () => Date; goTo: (atMs: number | undefined) => void };

/**
 * What stands in for WeChat Pay and Alipay beside the demo, on this machine and for browsers on it, with its keys and orders in `DATA_DIR`.
 * Undefined where people reach the demo from elsewhere.
 */
export async function startDemoChannels(
  { publicUrl, dataDir }: Pick<Config, 'publicUrl' | 'dataDir'>,
  log: Logger,
): Promise<DemoChannels | undefined> {
  if (!LOOPBACK.has(new URL(publicUrl).hostname)) return undefined;
  const time: { atMs: number | undefined } = { atMs: undefined };
  const clock = () => (time.atMs === undefined ? new Date() : new Date(time.atMs));
  const goTo = (atMs: number | undefined) => {
    time.atMs = atMs;
  };
  try {
    return { peer: await startChannelPeer({ file: join(dataDir, 'channel-peer.json'), clock }), clock, goTo };
  } catch (err) {
    log.warn({ err }, 'the demo has no payment channels');
    return undefined;
  }
}

type Parts = { database: Database; secrets: SecretBox; publicUrl: string };
type Keep = Pick<ChannelsOptions, 'secrets' | 'publicUrl' | 'outbound'>;

/** Sets both channels up at the first start, and later only says where they are now; one that was set up anew since is left alone. */
export async function offerDemoChannels({ database, secrets, publicUrl }: Parts, peer: ChannelPeer): Promise<void> {
  const keep: Keep = { secrets, publicUrl, outbound: createOutbound({ privateHosts: [peer.host] }) };
  await database.transaction(DEMO, { requestId: 'seed-channels' }, async (ctx) => {
    await once(ctx, { scope: 'seed', key: 'channels', fingerprint: 'channels' }, async () => {
      for (const kind of ['wechat', 'alipay'] as const)
        await saveChannel(ctx, { ...NAMES[kind], ...peer[kind], channel: kind, kind, enabled: true }, keep);
      return {};
    });
    await move(ctx, peer, keep);
  });
}

/** The peer has another port after each start. */
async function move(ctx: Ctx, peer: ChannelPeer, keep: Keep): Promise<void> {
  const { items } = await listChannels(ctx, keep);
  for (const kind of ['wechat', 'alipay'] as const) {
    const known = items.find((item) => item.key === kind);
    const isOurs = known?.appId === peer[kind].appId && known.baseUrl !== '' && LOOPBACK.has(new URL(known.baseUrl).hostname);
    if (!known || !isOurs || known.baseUrl === peer[kind].baseUrl) continue;
    const { nameZh, nameEn, enabled } = known;
    await saveChannel(ctx, { nameZh, nameEn, enabled, ...peer[kind], channel: kind, kind }, keep);
  }
}
