import { AppError, type alerts, type InputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { record } from '../audit/index.ts';
import { type AlertView, describeAlerts } from './alert.ts';
import { lockAlert, updateReview } from './queries.ts';

/** @throws AppError `alerts.unknown`, also for a member whom the actor may not see; `alerts.reviewed_already` */
export async function reviewAlert(ctx: Ctx, { alertId, note }: InputOf<typeof alerts.reviewAlert>): Promise<AlertView> {
  const row = await lockAlert(ctx, alertId);
  if (!row || ctx.actor.kind !== 'staff') throw new AppError('alerts.unknown');
  if (row.reviewed_at) throw new AppError('alerts.reviewed_already');
  const review = { reviewed_at: ctx.now, reviewed_by: ctx.actor.staffId, note: note ?? null };
  await updateReview(ctx, alertId, review);
  await record(ctx, {
    action: 'alerts.reviewAlert',
    targetKind: 'alert',
    targetId: alertId,
    before: { note: row.note },
    after: { note: review.note },
  });
  await notifyLive(ctx, 'operator', { kind: 'alerts' });
  const [reviewed] = await describeAlerts(ctx, [{ ...row, ...review }]);
  if (!reviewed) throw new AppError('alerts.unknown');
  return reviewed;
}
