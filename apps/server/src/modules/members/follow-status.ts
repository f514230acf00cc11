import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { publish } from '../../platform/events.ts';
import { notifyLive } from '../../platform/live.ts';
import { membersClosed } from './events.ts';
import type { MemberHooks } from './undo-import.ts';

type Turned = { id: Id<'member'>; user_id: Id<'user'> };

/** What has to follow when members were closed or opened again, in the same transaction; at most `BATCH_MAX` at once. */
export async function followStatus(
  ctx: Ctx,
  of: { turned: readonly Turned[]; to: 'active' | 'closed' },
  { onStatusChange }: MemberHooks,
): Promise<void> {
  const { turned, to } = of;
  if (turned.length === 0) return;
  const memberIds = turned.map(({ id }) => id);
  await onStatusChange(ctx, memberIds, to);
  if (to === 'closed') await publish(ctx, membersClosed, { memberIds, userIds: turned.map(({ user_id }) => user_id) });
  await notifyLive(ctx, 'operator', { kind: 'members' });
}
