import { AppError, type ContentOf, type events } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { turn } from './change-session.ts';
import { describeEvent } from './event.ts';
import { putOnSale } from './put-on-sale.ts';
import { describeSession, lockedSession, type SessionView } from './session.ts';

/** Of a published event: one that was added later, or was paused. @throws AppError `events.session_unknown`, `events.not_now`, `events.not_ready` */
export async function startSessionSale(ctx: Ctx, { eventSessionId }: ContentOf<typeof events.startSessionSale>): Promise<SessionView> {
  const { session, event } = await lockedSession(ctx, eventSessionId);
  const isWaiting = session.state === 'planned' || session.state === 'paused';
  if (!isWaiting || event.state !== 'published' || session.ends_at <= ctx.now) throw new AppError('events.not_now', { eventSessionId });
  const { problems } = await describeEvent(ctx, event);
  if (problems.length > 0) throw new AppError('events.not_ready', { count: problems.length });
  await turn(ctx, session, { state: 'on_sale' });
  await putOnSale(ctx, event, { ...session, state: 'on_sale' });
  await record(ctx, { action: 'events.startSessionSale', targetKind: 'eventSession', targetId: eventSessionId, before: { state: session.state } });
  return describeSession(ctx, eventSessionId);
}
