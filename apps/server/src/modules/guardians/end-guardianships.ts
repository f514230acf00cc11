import type { GuardianshipEnding } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { recordAll } from '../audit/index.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { answerForWard } from '../privacy/index.ts';
import { announceGuardians, namesOf } from './guardianship.ts';
import { imposeAllowance } from './impose-allowance.ts';
import { deleteUnusedInvitations, type GuardianshipRow, lockWard, selectAllowances, selectLiveOfChildren, updateGuardianships } from './queries.ts';

export type Ending = { by: GuardianshipEnding; reason?: string };

/**
 * Ends what is still live of one child's guardianships, those named or all; from the commit on the guardian sees nothing. Unless the guardian
 * left by themselves, codes that nobody has used are void, so that nobody who was sent away comes back with a second one. With the last
 * guardianship go the limits, which nobody could change any more, and the consent. Answers how many ended.
 */
export async function endGuardianships(
  ctx: Ctx,
  of: { childId: Id<'member'>; ids?: readonly Id<'guardianship'>[] },
  { by, reason }: Ending,
): Promise<number> {
  const ended = await asSystem(ctx, async (system) => {
    await lockWard(system, of.childId);
    const live = await selectLiveOfChildren(system, [of.childId]);
    const rows = live.filter(({ id }) => of.ids === undefined || of.ids.includes(id));
    if (rows.length === 0) return [];
    await updateGuardianships(
      system,
      rows.map((row) => row.id),
      { ended_at: ctx.now, ended_by: by, end_reason: reason ?? null },
    );
    if (by !== 'guardian') await deleteUnusedInvitations(system, of.childId);
    if (rows.length === live.length) await lift(system, of.childId);
    await tell(system, rows);
    return rows;
  });
  if (ended.length === 0) return 0;
  await recordAll(
    ctx,
    ended.map((row) => ({
      action: 'guardians.endGuardianship',
      targetKind: 'guardianship',
      targetId: row.id,
      after: { childId: row.child_id, guardianId: row.guardian_id, by, ...(reason !== undefined && { reason }) },
    })),
  );
  await announceGuardians(ctx, [of.childId, ...ended.map((row) => row.guardian_id)]);
  return ended.length;
}

async function lift(system: Ctx, childId: Id<'member'>): Promise<void> {
  if ((await selectAllowances(system, [childId])).length > 0) await imposeAllowance(system, childId, null);
  await answerForWard(system, { memberId: childId, given: false });
}

async function tell(system: Ctx, rows: readonly GuardianshipRow[]): Promise<void> {
  const members = await namesOf(system, rows);
  const nameOf = (memberId: Id<'member'>) => members.get(memberId)?.name ?? '';
  await notifyAll(
    system,
    rows.flatMap((row): News[] => [
      { to: { memberId: row.child_id }, kind: 'guardian.ended', params: { name: nameOf(row.guardian_id) }, key: row.id },
      { to: { memberId: row.guardian_id }, kind: 'guardian.childEnded', params: { name: nameOf(row.child_id) }, key: row.id },
    ]),
  );
}
