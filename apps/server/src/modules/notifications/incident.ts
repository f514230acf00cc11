import type { notifications, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { notifyLive } from '../../platform/live.ts';
import { type IncidentRow, selectIncidentUpdates } from './incident-queries.ts';

/** An incident as the contract shows it. */
export type IncidentView = OutputOf<typeof notifications.openIncident>;
/** What every open page listens to, signed in or not. */
export const PUBLIC_TOPIC = 'public';

export async function describeIncidents(ctx: Ctx, rows: readonly IncidentRow[]): Promise<IncidentView[]> {
  const updates = await selectIncidentUpdates(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    titleZh: row.title_zh,
    titleEn: row.title_en,
    weight: row.weight,
    parts: row.parts,
    state: row.state,
    startedAt: row.started_at,
    resolvedAt: row.resolved_at,
    updates: updates
      .filter((update) => update.incident_id === row.id)
      .map(({ state, text_zh, text_en, at }) => ({ state, textZh: text_zh, textEn: text_en, at })),
  }));
}

/** Every open page looks again; answers how it is now. */
export async function shownIncident(ctx: Ctx, row: IncidentRow): Promise<IncidentView> {
  await notifyLive(ctx, PUBLIC_TOPIC, { kind: 'incidents' });
  const [view] = await describeIncidents(ctx, [row]);
  if (!view) throw new Error('one incident has one description');
  return view;
}
