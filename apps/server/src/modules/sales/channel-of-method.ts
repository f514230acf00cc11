import { AppError, SALE_METHODS, type SaleMethod } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { type ChannelsParts, findOpenChannels } from '../channels/index.ts';
import { METHOD_KINDS } from './sale.ts';

/** The first channel of the kind that is switched on. @throws AppError `channels.off` */
export async function channelOfMethod(ctx: Ctx, parts: ChannelsParts, method: SaleMethod): Promise<string> {
  const open = await asSystem(ctx, (system) => findOpenChannels(system, parts));
  const found = open.find(({ kind }) => kind === METHOD_KINDS[method]);
  if (!found) throw new AppError('channels.off', { channel: METHOD_KINDS[method] });
  return found.channel;
}

/** What a till can be paid by now. */
export async function openMethods(ctx: Ctx, parts: ChannelsParts): Promise<SaleMethod[]> {
  const open = await asSystem(ctx, (system) => findOpenChannels(system, parts));
  return SALE_METHODS.filter((method) => open.some(({ kind }) => kind === METHOD_KINDS[method]));
}
