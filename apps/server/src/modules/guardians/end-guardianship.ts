import { AppError, type guardians, type InputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { ageNow, isMinor } from './age.ts';
import { ADULT_AGE } from './coming-of-age.ts';
import { endGuardianships } from './end-guardianships.ts';
import { describeGuardianships, type GuardianshipView } from './guardianship.ts';
import { type GuardianshipRow, selectGuardianship } from './queries.ts';

/** One that has ended already stays as it is. @throws AppError `guardians.unknown` */
export async function endGuardianship(ctx: Ctx, input: InputOf<typeof guardians.endGuardianship>): Promise<GuardianshipView> {
  const { id, child_id } = await seenGuardianship(ctx, input.guardianshipId);
  await endGuardianships(ctx, { childId: child_id, ids: [id] }, { by: 'staff', reason: input.reason });
  const [view] = await describeGuardianships(ctx, [await seenGuardianship(ctx, id)]);
  if (!view) throw new Error('one guardianship has one description');
  return view;
}

/** By the guardian, or by the member once of age. @throws AppError `guardians.unknown`, `guardians.still_minor` */
export async function endOwnGuardianship(ctx: Ctx, input: InputOf<typeof guardians.endOwnGuardianship>): Promise<Record<never, never>> {
  const row = await seenGuardianship(ctx, input.guardianshipId);
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  const isGuardian = row.guardian_id === ctx.actor.memberId;
  const { today } = await ageNow(ctx);
  if (!isGuardian && isMinor(row.born_on, { today, years: ADULT_AGE })) throw new AppError('guardians.still_minor');
  await endGuardianships(ctx, { childId: row.child_id, ids: [row.id] }, { by: isGuardian ? 'guardian' : 'child' });
  return {};
}

/** @throws AppError `guardians.unknown`, also for one that the actor may not see */
export async function seenGuardianship(ctx: Ctx, guardianshipId: Id<'guardianship'>): Promise<GuardianshipRow> {
  const row = await selectGuardianship(ctx, guardianshipId);
  if (!row) throw new AppError('guardians.unknown', { guardianshipId });
  return row;
}
