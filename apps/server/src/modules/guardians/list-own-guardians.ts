import { AppError, type guardians, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { ageNow, isMinor } from './age.ts';
import { ADULT_AGE, comesOfAgeOn } from './coming-of-age.ts';
import { allowanceView, isLive, namesOf } from './guardianship.ts';
import { selectAllowances, selectLiveOfChildren } from './queries.ts';

/** What a child, and each of the guardians, may know: who they are, and what they allow. */
export async function listOwnGuardians(ctx: Ctx): Promise<OutputOf<typeof guardians.listOwnGuardians>> {
  const { actor } = ctx;
  if (actor.kind !== 'member') throw new AppError('request.forbidden');
  const age = await ageNow(ctx);
  const rows = (await selectLiveOfChildren(ctx, [actor.memberId])).filter((row) => isLive(row, age));
  const members = await namesOf(ctx, rows);
  const [allowance] = await asSystem(ctx, (system) => selectAllowances(system, [actor.memberId]));
  return {
    guardians: rows.map((row) => ({
      guardianshipId: row.id,
      name: members.get(row.guardian_id)?.name ?? '',
      relation: row.relation,
      since: row.since,
      endsOn: comesOfAgeOn(row.born_on, age.years),
      mayEnd: !isMinor(row.born_on, { today: age.today, years: ADULT_AGE }),
    })),
    limits: allowance ? allowanceView(allowance) : null,
  };
}
