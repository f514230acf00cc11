import { ERASURE_OBSTACLES, type ErasureObstacle, type OutputOf, type privacy } from '@tessera/contract';
import type { Actor, Ctx } from '../../platform/ctx.ts';
import type { PersonalRecords, Subject } from '../../platform/personal.ts';
import type { MemberView } from '../members/index.ts';
import type { ErasureRow } from './erasure-queries.ts';

export type ErasureView = OutputOf<typeof privacy.proposeErasure>;

export function erasureView(row: ErasureRow, at: { member: MemberView | undefined; actor: Actor }): ErasureView {
  const { member, actor } = at;
  return {
    id: row.id,
    memberId: row.member_id,
    memberName: member?.name ?? '',
    memberNumber: member?.memberNumber ?? '',
    status: row.status,
    origin: row.origin,
    reason: row.reason,
    requestedBy: row.requested_by_name,
    requestedAt: row.requested_at,
    confirmedBy: row.confirmed_by_name,
    dueAt: row.due_at,
    obstacles: knownObstacles(row.obstacles),
    settledAt: row.settled_at,
    mayConfirm: row.status === 'proposed' && actor.kind === 'staff' && actor.staffId !== row.requested_by,
  };
}

export function knownObstacles(names: readonly string[]): ErasureObstacle[] {
  return ERASURE_OBSTACLES.filter((obstacle) => names.includes(obstacle));
}

/** Everything that is in the way now, over all modules. */
export async function findObstacles(ctx: Ctx, personal: readonly PersonalRecords[], subject: Subject): Promise<ErasureObstacle[]> {
  const found: ErasureObstacle[] = [];
  for (const { obstacles } of personal) if (obstacles) found.push(...(await obstacles(ctx, subject)));
  return knownObstacles(found);
}
