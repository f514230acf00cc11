import type { InputOf, notifications } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type IncidentView, shownIncident } from './incident.ts';
import { insertIncident, insertIncidentUpdate } from './incident-queries.ts';

/** From its commit on it stands on the status page and on top of the apps. */
export async function openIncident(ctx: Ctx, input: InputOf<typeof notifications.openIncident>): Promise<IncidentView> {
  const { titleZh, titleEn, textZh, textEn, weight, parts, state } = input;
  const row = {
    id: newId<'incident'>(ctx.now.getTime()),
    title_zh: titleZh,
    title_en: titleEn,
    weight,
    parts: [...new Set(parts)],
    state,
    started_at: ctx.now,
    resolved_at: state === 'resolved' ? ctx.now : null,
  };
  await insertIncident(ctx, row);
  await insertIncidentUpdate(ctx, {
    id: newId<'incidentUpdate'>(ctx.now.getTime()),
    incident_id: row.id,
    state,
    text_zh: textZh,
    text_en: textEn,
    at: ctx.now,
  });
  await record(ctx, {
    action: 'notifications.openIncident',
    targetKind: 'incident',
    targetId: row.id,
    after: { titleZh, titleEn, weight, parts: row.parts.join(), state },
  });
  return shownIncident(ctx, row);
}
