import type { ChannelKind, PaymentWay } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import type { ChannelsParts } from './parts.ts';
import { selectChannels } from './queries.ts';

/** What a payer may know of a channel: its name and how it is paid, nothing of its keys. */
export type OpenChannelFacts = {
  readonly channel: string;
  readonly kind: ChannelKind;
  readonly name: { readonly zh: string; readonly en: string };
  readonly ways: readonly PaymentWay[];
};

/** Channels that are switched on, by their keys' order. To be asked as the system: settings of a channel are the operator's. */
export async function findOpenChannels(ctx: Ctx, parts: Pick<ChannelsParts, 'adapters'>): Promise<OpenChannelFacts[]> {
  const open = (await selectChannels(ctx)).filter(({ enabled }) => enabled);
  return open.map(({ key, kind, name_zh: zh, name_en: en }) => ({ channel: key, kind, name: { zh, en }, ways: parts.adapters[kind].ways }));
}
