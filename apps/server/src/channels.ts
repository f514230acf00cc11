import type { ChannelHooks, ChannelsParts } from './modules/channels/index.ts';
import { createChannels } from './modules/channels/index.ts';
import { FUNDING_HOOKS } from './modules/funding/index.ts';
import { SALES_HOOKS } from './modules/sales/index.ts';
import type { Config } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import type { Logger } from './platform/log.ts';
import { createOutbound } from './platform/outbound.ts';
import type { SecretBox } from './platform/secret-box.ts';

/** What orders at channels are for, by purpose: each module that takes money from outside gives its hooks here. */
const CHANNEL_HOOKS: ChannelHooks = { ...FUNDING_HOOKS, ...SALES_HOOKS };

/** The channels of this process, for its routes or its worker. */
export function composeChannels(parts: {
  config: Config;
  database: Database;
  secrets: SecretBox;
  clock: () => Date;
  log: Logger;
  /** Purposes beside those of the modules, for tests. */
  hooks?: ChannelHooks;
}): ChannelsParts {
  const { config, log, hooks, ...rest } = parts;
  return createChannels({
    ...rest,
    hooks: { ...CHANNEL_HOOKS, ...hooks },
    outbound: createOutbound({ privateHosts: config.outboundPrivateHosts }),
    publicUrl: config.publicUrl,
    onFault: (err) => log.warn({ err }, 'a channel was not believed'),
  });
}
