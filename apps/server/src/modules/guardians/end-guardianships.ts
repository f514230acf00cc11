import type { GuardianshipEnding } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { recordAll } from '../audit/index.ts';
import { passFreezesToHolder } from '../cards/index.ts';
import { type News, notifyAll } from '../notifications/index.ts';
import { answerForWard } from '../privacy/index.ts';
import { announceGuardians, namesOf } from './guardianship.ts';
import { imposeAllowance } from './impose-allowance.ts';
import { deleteUnusedInvitations, type GuardianshipRow, lockWard, selectAllowances, selectLiveOfChildren, updateGuardianships } from './queries.ts';

export type Ending = { by: GuardianshipEnding; reason?: string };

/**
 * Ends what is still live of one child's guardianships, those named or all; from the commit on the guardian sees nothing. Unless the guardian
 * left by themselves, codes that nobody has used are void, so that nobody who was sent away comes back with a second one. With the last
 * guardianship go the limits, which nobody could change any more, and the consent, and the child may thaw what a guardian froze. Answers how
 * many ended.
 */
export async function endGuardianships(
  ctx: Ctx,
  of: { childId: Id<'member'>; ids?: readonly Id<'guardianship'>[] },
  { by, reason }: Ending,
): Promise<number> {
  const { ended, isLast } = await asSystem(ctx, async (system) => {
    await lockWard(system, of.childId);
    const live = await selectLiveOfChildren(system, [of.childId]);
    const rows = live.filter(({ id }) => of.ids === undefined || of.ids.includes(id));
    const isLast = rows.length === live.length;
    if (rows.length === 0) return { ended: rows, isLast };
    await updateGuardianships(
      system,
      rows.map((row) => row.id),
      { ended_at: ctx.now, ended_by: by, end_reason: reason ?? null },
    );
    if (by !== 'guardian') await deleteUnusedInvitations(system, [of.childId]);
    if (isLast) await lift(system, of.childId);
    await tell(system, rows, by);
    return { ended: rows, isLast };
  });
  if (ended.length === 0) return 0;
  if (isLast) await passFreezesToHolder(ctx, of.childId);
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

/** Nobody is told the name of a person who is being forgotten. */
async function tell(system: Ctx, rows: readonly GuardianshipRow[], by: GuardianshipEnding): Promise<void> {
  const members = await namesOf(system, rows);
  const newsFor = (row: GuardianshipRow): News[] => {
    const { id: key, child_id, guardian_id } = row;
    if (by === 'erasure') return [child_id, guardian_id].map((memberId) => ({ to: { memberId }, kind: 'guardian.erased', params: {}, key }));
    const nameOf = (memberId: Id<'member'>) => members.get(memberId)?.name ?? '';
    return [
      { to: { memberId: child_id }, kind: 'guardian.ended', params: { name: nameOf(guardian_id) }, key },
      { to: { memberId: guardian_id }, kind: 'guardian.childEnded', params: { name: nameOf(child_id) }, key },
    ];
  };
  await notifyAll(system, rows.flatMap(newsFor));
}
