import { AppError, type DisputeKind } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectDispute } from './queries.ts';

/** How somebody was served in a case; `endedAt` is null while it goes on, and where the member took it back. */
export type ServedCase = {
  memberId: Id<'member'>;
  kind: DisputeKind;
  agentId: Id<'staff'> | null;
  agentName: string | null;
  endedAt: Date | null;
};

/** Of whoever asks; served by who had it, or else by who decided it. @throws AppError `disputes.unknown` */
export async function findServedCase(ctx: Ctx, disputeId: Id<'dispute'>): Promise<ServedCase> {
  const row = await selectDispute(ctx, disputeId);
  if (!row) throw new AppError('disputes.unknown', { disputeId });
  const agent = row.assigned_to
    ? { agentId: row.assigned_to, agentName: row.assigned_name }
    : { agentId: row.decided_by, agentName: row.decided_by_name };
  return { memberId: row.member_id, kind: row.kind, ...agent, endedAt: row.state === 'closed' ? row.closed_at : null };
}
