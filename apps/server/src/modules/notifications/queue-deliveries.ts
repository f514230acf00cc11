import { id } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { z } from 'zod';
import type { Ctx } from '../../platform/ctx.ts';
import { addJobs } from '../../platform/jobs.ts';

/** What names the job that sends one delivery; the job itself knows the carriers. */
export const SEND_DELIVERY = { name: 'notifications.sendDelivery', schema: z.object({ deliveryId: id<'delivery'>() }) };

/** One job a delivery, not before it may leave; one round trip for all that may leave together. */
export async function queueDeliveries(ctx: Ctx, deliveries: readonly { id: Id<'delivery'>; send_after: Date }[]): Promise<void> {
  const byTime = new Map<number, { name: string; input: { deliveryId: Id<'delivery'> } }[]>();
  for (const { id: deliveryId, send_after } of deliveries) {
    const jobs = byTime.get(send_after.getTime()) ?? [];
    jobs.push({ name: SEND_DELIVERY.name, input: { deliveryId } });
    byTime.set(send_after.getTime(), jobs);
  }
  for (const [atMs, jobs] of byTime) await addJobs(ctx, jobs, atMs > ctx.now.getTime() ? { runAt: new Date(atMs) } : {});
}
