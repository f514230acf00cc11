import type { Ctx } from '../../platform/ctx.ts';
import { readSetting } from '../settings/index.ts';
import { selectOverdue, settleLost } from './delivery-queries.ts';
import { deleteNotices } from './notice-queries.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/** Longer than any carrier may take. */
const LOST_AFTER_MS = 15 * 60_000;
const OVERDUE_MAX = 1_000;
const FORGOTTEN_MAX = 20_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Ends what a server left behind that went away while sending, and queues anew what no job is left for. */
export async function settleLostDeliveries(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - LOST_AFTER_MS);
  await settleLost(ctx, before);
  const overdue = await selectOverdue(ctx, before, OVERDUE_MAX);
  await queueDeliveries(
    ctx,
    overdue.map((id) => ({ id, send_after: ctx.now })),
  );
}

/** Notices and the log of what left are kept so long as the operator says. */
export async function forgetNotices(ctx: Ctx): Promise<void> {
  const keptDays = await readSetting(ctx, 'notifications.keepDays');
  await deleteNotices(ctx, new Date(ctx.now.getTime() - keptDays * DAY_MS), FORGOTTEN_MAX);
}
