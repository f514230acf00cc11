import type { Id } from '@tessera/kernel';
import { newId, toMinor } from '@tessera/kernel';
import { type ChannelHooks, refundOrder, takeAtDesk } from '../../src/modules/channels/index.ts';
import { systemActor } from '../../src/platform/ctx.ts';
import type { Person, World } from '../world.ts';
import type { Crop, Side } from './ground.ts';

const AMOUNTS = { a: 27_183, b: 31_416 };

/** A purpose that posts nothing. */
export const SILENT_HOOKS: ChannelHooks = {
  ground: { onPaid: async () => 'keep', onClosed: async () => undefined, onRefunded: async () => undefined, onRefundFailed: async () => undefined },
};

/** A bank transfer of a member that has arrived, and a part of it that goes back. */
export async function plantOrder({ world, admin, side }: { world: World; admin: Person; side: Side }, memberId: Id<'member'>): Promise<Crop> {
  const { channels } = world.app.core;
  const system = systemActor('ground');
  const title = `transfer-${side}-kashmir`;
  const amountMinor = toMinor(AMOUNTS[side]);
  const input = { id: newId<'order'>(), channel: 'bank-transfer', purpose: 'ground', title, amountMinor, memberId };
  const order = await world.database.transaction(system, {}, (ctx) => takeAtDesk(ctx, channels, input));
  const reference = `slip-${side}-ladakh`;
  await admin.client.channels.confirmChannelOrder({ orderId: order.id, reference, amountMinor });
  const refundId = newId<'refund'>();
  await world.database.transaction(system, {}, (ctx) =>
    refundOrder(ctx, channels, { id: refundId, orderId: order.id, amountMinor: toMinor(1_00), cause: `back-${side}-gilgit` }),
  );
  return {
    nouns: [
      ['orderId', 'member', order.id],
      ['refundId', 'member', refundId],
    ],
    marks: [title, reference, `back-${side}-gilgit`].map((text) => ['member', text]),
  };
}
