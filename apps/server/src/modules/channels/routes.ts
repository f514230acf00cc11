import { channels as contract } from '@tessera/contract';
import { type BoundRoute, bind, bindDirect, pick } from '../../platform/bind.ts';
import { record } from '../audit/index.ts';
import { confirmChannelOrder, confirmChannelRefund } from './confirm-channel-order.ts';
import { getChannelOrder, getOwnChannelOrder, listChannelOrders, listOwnChannelOrders } from './list-channel-orders.ts';
import { type ChannelsParts, findChannel } from './parts.ts';
import { resolveOrder } from './resolve-order.ts';
import { resolveRefund } from './resolve-refund.ts';
import { listChannels, saveChannel } from './save-channel.ts';

const KEPT = pick(contract, [
  'listChannels',
  'saveChannel',
  'listChannelOrders',
  'getChannelOrder',
  'confirmChannelOrder',
  'confirmChannelRefund',
  'listOwnChannelOrders',
  'getOwnChannelOrder',
]);
const ASKED = pick(contract, ['testChannel', 'resolveChannelOrder']);

export function createChannelsRoutes(parts: ChannelsParts): BoundRoute[] {
  return [
    ...bind(KEPT, {
      listChannels: (ctx) => listChannels(ctx, parts),
      saveChannel: (ctx, input) => saveChannel(ctx, input, parts),
      listChannelOrders,
      getChannelOrder,
      confirmChannelOrder: (ctx, input) => confirmChannelOrder(ctx, input, parts),
      confirmChannelRefund: (ctx, input) => confirmChannelRefund(ctx, input, parts),
      listOwnChannelOrders,
      getOwnChannelOrder,
    }),
    ...bindDirect(ASKED, {
      async testChannel(call, { channel: key }) {
        const { channel, adapter } = await parts.database.transaction(call.actor, call, (ctx) => findChannel(ctx, parts, key));
        return { steps: await adapter.probe(channel) };
      },
      async resolveChannelOrder(call, { orderId }) {
        // As the caller, who may not see every order.
        const { refunds } = await parts.database.transaction(call.actor, call, (ctx) => getChannelOrder(ctx, { orderId }));
        await resolveOrder(parts, orderId);
        for (const refund of refunds) await resolveRefund(parts, refund.id);
        return parts.database.transaction(call.actor, call, async (ctx) => {
          await record(ctx, { action: 'channels.resolveChannelOrder', targetKind: 'order', targetId: orderId });
          return getChannelOrder(ctx, { orderId });
        });
      },
    }),
  ];
}
