import type { Id } from '@tessera/kernel';
import type { Insertable, Selectable } from 'kysely';
import type { Ctx } from '../../platform/ctx.ts';
import type { NotificationsTables } from './tables.ts';

const tables = (ctx: Ctx) => ctx.tx.withTables<NotificationsTables>();
export type IncidentRow = Selectable<NotificationsTables['notifications.incident']>;
export type IncidentUpdateRow = Selectable<NotificationsTables['notifications.incident_update']>;

const COLUMNS = ['id', 'title_zh', 'title_en', 'weight', 'parts', 'state', 'started_at', 'resolved_at'] as const;

const incidents = (ctx: Ctx) => tables(ctx).selectFrom('notifications.incident').select(COLUMNS).orderBy('id', 'desc');

export function selectOpenIncidents(ctx: Ctx, limit: number): Promise<IncidentRow[]> {
  return incidents(ctx).where('resolved_at', 'is', null).limit(limit).execute();
}

export function selectResolvedIncidents(ctx: Ctx, since: Date, limit: number): Promise<IncidentRow[]> {
  return incidents(ctx).where('resolved_at', '>=', since).limit(limit).execute();
}

/** Newest first. */
export function selectIncidents(ctx: Ctx, filter: { beforeId: Id<'incident'> | undefined; limit: number }): Promise<IncidentRow[]> {
  const query = incidents(ctx).limit(filter.limit);
  return (filter.beforeId === undefined ? query : query.where('id', '<', filter.beforeId)).execute();
}

/** Newest first. */
export function selectIncidentUpdates(ctx: Ctx, incidentIds: readonly Id<'incident'>[]): Promise<IncidentUpdateRow[]> {
  return tables(ctx)
    .selectFrom('notifications.incident_update')
    .select(['id', 'incident_id', 'state', 'text_zh', 'text_en', 'at'])
    .where((row) => row('incident_id', '=', row.fn.any(row.val([...incidentIds]))))
    .orderBy('id', 'desc')
    .execute();
}

export function lockIncident(ctx: Ctx, incidentId: Id<'incident'>): Promise<IncidentRow | undefined> {
  return tables(ctx).selectFrom('notifications.incident').select(COLUMNS).where('id', '=', incidentId).forUpdate().executeTakeFirst();
}

export async function insertIncident(ctx: Ctx, row: Insertable<NotificationsTables['notifications.incident']>): Promise<void> {
  await tables(ctx).insertInto('notifications.incident').values(row).execute();
}

export async function insertIncidentUpdate(ctx: Ctx, row: Insertable<NotificationsTables['notifications.incident_update']>): Promise<void> {
  await tables(ctx).insertInto('notifications.incident_update').values(row).execute();
}

export function updateIncidentState(
  ctx: Ctx,
  incidentId: Id<'incident'>,
  change: { state: IncidentRow['state']; resolved_at: Date | null },
): Promise<IncidentRow> {
  return tables(ctx).updateTable('notifications.incident').set(change).where('id', '=', incidentId).returning(COLUMNS).executeTakeFirstOrThrow();
}
