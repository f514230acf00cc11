import { AppError, type guardians, type InputOf, type OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { notify } from '../notifications/index.ts';
import { ageNow } from './age.ts';
import { seenGuardianship } from './end-guardianship.ts';
import { allowanceRecorded, allowanceView, announceGuardians, isLive } from './guardianship.ts';
import { imposeAllowance } from './impose-allowance.ts';
import { describeChildren } from './list-own-children.ts';
import { type AllowanceRow, lockWard, selectAllowances } from './queries.ts';

/** From the commit on the next charge is held against it. @throws AppError `guardians.unknown`, `guardians.not_the_guardian` */
export async function setChildLimits(ctx: Ctx, input: InputOf<typeof guardians.setChildLimits>): Promise<OutputOf<typeof guardians.setChildLimits>> {
  const { guardianshipId } = input;
  const seen = await seenGuardianship(ctx, guardianshipId);
  if (ctx.actor.kind !== 'member' || seen.guardian_id !== ctx.actor.memberId) throw new AppError('guardians.not_the_guardian');
  const childId = seen.child_id;
  const after: AllowanceRow = {
    member_id: childId,
    transaction_limit_minor: input.transactionLimitMinor,
    day_limit_minor: input.dayLimitMinor,
    no_pin_floor_minor: input.noPinFloorMinor,
    refused_categories: [...new Set(input.refusedCategories)].sort(),
    set_by: ctx.actor.memberId,
    set_at: ctx.now,
  };
  const before = await asSystem(ctx, async (system) => {
    await lockWard(system, childId);
    // Looked at again under the lock: whoever ended it meanwhile came first.
    if (!isLive(await seenGuardianship(system, guardianshipId), await ageNow(system))) throw new AppError('guardians.unknown', { guardianshipId });
    const [known] = await selectAllowances(system, [childId]);
    await imposeAllowance(system, childId, after);
    const guardian = (await findMembers(system, [after.set_by])).get(after.set_by);
    const key = `${guardianshipId} ${newId()}`;
    await notify(system, { to: { memberId: childId }, kind: 'guardian.limitsSet', params: { name: guardian?.name ?? '' }, key });
    return known;
  });
  await record(ctx, {
    action: 'guardians.setChildLimits',
    targetKind: 'member',
    targetId: childId,
    ...(before && { before: allowanceRecorded(allowanceView(before)) }),
    after: allowanceRecorded(allowanceView(after)),
  });
  await announceGuardians(ctx, [childId, after.set_by]);
  const [child] = await describeChildren(ctx, [seen]);
  if (!child) throw new Error('one guardianship has one child');
  return child;
}
