import { DAY_MS } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { forgetOldMessages } from '../../platform/messaging/file-outbox.ts';
import { readSetting } from '../settings/index.ts';
import { selectOverdue, settleLost } from './delivery-queries.ts';
import { deleteNotices } from './notice-queries.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/** Longer than any carrier may take. */
const LOST_AFTER_MS = 15 * 60_000;
const OVERDUE_MAX = 1_000;
/** Long enough to try something out; the files hold codes and names. */
const OUTBOX_KEPT_DAYS = 7;

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

/** Notices and the log of what left are kept so long as the operator says. Answers how many were forgotten, `limit` at most. */
export async function forgetNotices(ctx: Ctx, limit: number): Promise<number> {
  const keptDays = await readSetting(ctx, 'notifications.keepDays');
  return deleteNotices(ctx, new Date(ctx.now.getTime() - keptDays * DAY_MS), limit);
}

/** What lies in the outboxes because nothing carries it is for trying out, and does not grow for ever. */
export async function forgetOutboxes(ctx: Pick<Ctx, 'now'>, directories: readonly string[]): Promise<void> {
  const before = new Date(ctx.now.getTime() - OUTBOX_KEPT_DAYS * DAY_MS);
  for (const directory of directories) await forgetOldMessages(directory, before);
}
