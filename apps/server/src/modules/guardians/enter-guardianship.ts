import { AppError, GUARDIANS_PER_CHILD_MAX } from '@tessera/contract';
import { type Id, newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { notifyAll } from '../notifications/index.ts';
import { answerForWard } from '../privacy/index.ts';
import { ageNow, isMinor } from './age.ts';
import { announceGuardians } from './guardianship.ts';
import { insertGuardianship, lockWard, selectLiveOfChildren } from './queries.ts';
import type { GuardiansTables } from './tables.ts';

type Row = GuardiansTables['guardians.guardianship'];
export type NewGuardianship = {
  childId: Id<'member'>;
  guardianId: Id<'member'>;
  relation: Row['relation'];
  origin: Row['origin'];
  consent: Row['consent'];
};

/**
 * Lets a guardian look after a child, whose day of birth is known: consent, audit record and news of both in the caller's transaction.
 * @throws AppError `guardians.child_left`, `guardians.not_minor`, `guardians.oneself`, `guardians.already`, `guardians.too_many`
 */
export async function enterGuardianship(ctx: Ctx, wanted: NewGuardianship): Promise<Id<'guardianship'>> {
  const { childId, guardianId, relation, origin, consent } = wanted;
  const { actor } = ctx;
  const maker = actor.kind === 'staff' ? { made_by: actor.staffId, made_by_name: actor.name } : { made_by: null, made_by_name: null };
  const id = newId<'guardianship'>(ctx.now.getTime());
  await asSystem(ctx, async (system) => {
    const bornOn = await lockWard(system, childId);
    const child = (await findMembers(system, [childId])).get(childId);
    if (child?.status !== 'active') throw new AppError('guardians.child_left');
    if (!bornOn || !isMinor(bornOn, await ageNow(system))) throw new AppError('guardians.not_minor');
    if (childId === guardianId) throw new AppError('guardians.oneself');
    const others = await selectLiveOfChildren(system, [childId]);
    if (others.some((row) => row.guardian_id === guardianId)) throw new AppError('guardians.already');
    if (others.length >= GUARDIANS_PER_CHILD_MAX) throw new AppError('guardians.too_many');
    await insertGuardianship(system, {
      ...maker,
      id,
      child_id: childId,
      guardian_id: guardianId,
      relation,
      origin,
      consent,
      since: ctx.now,
      ended_at: null,
      ended_by: null,
      end_reason: null,
    });
    await answerForWard(system, { memberId: childId, given: true });
    await tellBoth(system, { childId, guardianId, key: id });
  });
  await record(ctx, {
    action: 'guardians.enterGuardianship',
    targetKind: 'guardianship',
    targetId: id,
    after: { childId, guardianId, relation, origin, consent },
    ...(actor.kind === 'system' && { by: { kind: 'member', id: guardianId, name: '' } }),
  });
  await announceGuardians(ctx, [childId, guardianId]);
  return id;
}

async function tellBoth(system: Ctx, { childId, guardianId, key }: { childId: Id<'member'>; guardianId: Id<'member'>; key: string }): Promise<void> {
  const members = await findMembers(system, [childId, guardianId]);
  const nameOf = (memberId: Id<'member'>) => members.get(memberId)?.name ?? '';
  await notifyAll(system, [
    { to: { memberId: childId }, kind: 'guardian.entered', params: { name: nameOf(guardianId) }, key },
    { to: { memberId: guardianId }, kind: 'guardian.childEntered', params: { name: nameOf(childId) }, key },
  ]);
}
