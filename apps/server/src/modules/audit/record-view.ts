import type { audit, OutputOf } from '@tessera/contract';
import type { RecordRow } from './queries.ts';

export type RecordView = OutputOf<typeof audit.listRecords>['items'][number];

/** A record as the contract shows it. */
export function recordView(row: RecordRow): RecordView {
  return {
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    organizationId: row.organization_id,
    departmentId: row.department_id,
    role: row.role,
    sessionId: row.session_id,
    action: row.action,
    targetKind: row.target_kind,
    targetId: row.target_id,
    outcome: row.outcome,
    before: row.before,
    after: row.after,
    requestId: row.request_id,
    address: row.address,
    userAgent: row.user_agent,
  };
}
