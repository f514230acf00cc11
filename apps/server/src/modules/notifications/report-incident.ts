import { AppError, type InputOf, type notifications } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type IncidentView, shownIncident } from './incident.ts';
import { insertIncidentUpdate, lockIncident, updateIncidentState } from './incident-queries.ts';

/** @throws AppError `notifications.incident_unknown`, `notifications.incident_resolved` */
export async function reportIncident(ctx: Ctx, input: InputOf<typeof notifications.reportIncident>): Promise<IncidentView> {
  const { incidentId, state, textZh, textEn } = input;
  const before = await lockIncident(ctx, incidentId);
  if (!before) throw new AppError('notifications.incident_unknown', { incidentId });
  if (before.state === 'resolved') throw new AppError('notifications.incident_resolved', { incidentId });
  await insertIncidentUpdate(ctx, {
    id: newId<'incidentUpdate'>(ctx.now.getTime()),
    incident_id: incidentId,
    state,
    text_zh: textZh,
    text_en: textEn,
    at: ctx.now,
  });
  const after = await updateIncidentState(ctx, incidentId, { state, resolved_at: state === 'resolved' ? ctx.now : null });
  await record(ctx, {
    action: 'notifications.reportIncident',
    targetKind: 'incident',
    targetId: incidentId,
    before: { state: before.state },
    after: { state, textZh, textEn },
  });
  return shownIncident(ctx, after);
}
