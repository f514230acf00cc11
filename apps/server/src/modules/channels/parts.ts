import { AppError, type ChannelKind } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { systemActor } from '../../platform/ctx.ts';
import type { Database } from '../../platform/database.ts';
import type { Outbound } from '../../platform/outbound.ts';
import type { SecretBox } from '../../platform/secret-box.ts';
import { createAlipay } from './alipay.ts';
import { type ChannelAdapter, type OpenChannel, SECRETS_PURPOSE } from './channel.ts';
import { createDesk } from './desk.ts';
import type { ChannelHooks } from './hooks.ts';
import { selectChannel } from './queries.ts';
import { parseSecrets } from './secrets.ts';
import type { ChannelRow } from './tables.ts';
import { createWechat } from './wechat.ts';

export type ChannelsOptions = {
  database: Database;
  secrets: SecretBox;
  outbound: Outbound;
  /** Where the channels reach the server with their notifications. */
  publicUrl: string;
  clock: () => Date;
  hooks: ChannelHooks;
  /** Told why an answer or a notification was not believed. */
  onFault: (error: unknown) => void;
};
export type ChannelsParts = ChannelsOptions & { adapters: Readonly<Record<ChannelKind, ChannelAdapter>> };

/** Everything that the use cases of channels work with; made once per process, since the adapters remember certificates. */
export function createChannels(options: ChannelsOptions): ChannelsParts {
  const { clock } = options;
  return {
    ...options,
    adapters: {
      wechat: createWechat(options),
      alipay: createAlipay(options),
      cash: createDesk('cash', clock),
      bankCard: createDesk('bankCard', clock),
      bankTransfer: createDesk('bankTransfer', clock),
    },
  };
}

export const CHANNELS = systemActor('channels');

export function notifyUrlOf(publicUrl: string, key: string): string {
  return `${publicUrl}/api/channels/${key}/notify`;
}

export function openChannel(parts: Pick<ChannelsParts, 'secrets' | 'publicUrl'>, row: ChannelRow): OpenChannel {
  const secrets = row.secrets_sealed === null ? {} : parseSecrets(parts.secrets.open(SECRETS_PURPOSE, row.secrets_sealed));
  return { ...row, secrets, notifyUrl: notifyUrlOf(parts.publicUrl, row.key) };
}

/** The channel with its adapter, whether it is switched on or not: what was begun is brought to its end. @throws AppError `channels.unknown` */
export async function findChannel(ctx: Ctx, parts: ChannelsParts, key: string): Promise<{ channel: OpenChannel; adapter: ChannelAdapter }> {
  const row = await selectChannel(ctx, key);
  if (!row) throw new AppError('channels.unknown', { channel: key });
  return { channel: openChannel(parts, row), adapter: parts.adapters[row.kind] };
}
