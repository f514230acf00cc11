import { AppError, type guardians, type OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { ageNow } from './age.ts';
import { comesOfAgeOn } from './coming-of-age.ts';
import { allowanceView, isLive, namesOf, personOf } from './guardianship.ts';
import { type GuardianshipRow, selectAllowances, selectGuardianships } from './queries.ts';

/** More children than anybody looks after. */
const CHILDREN_MAX = 50;

type Children = OutputOf<typeof guardians.listOwnChildren>;

/** Those who have left are no longer among them. */
export async function listOwnChildren(ctx: Ctx): Promise<Children> {
  if (ctx.actor.kind !== 'member') throw new AppError('request.forbidden');
  const age = await ageNow(ctx);
  const rows = await selectGuardianships(ctx, { guardianId: ctx.actor.memberId, state: 'live', limit: CHILDREN_MAX });
  const members = await namesOf(ctx, rows);
  const live = rows.filter((row) => isLive(row, age) && members.get(row.child_id)?.status === 'active');
  return { items: await describeChildren(ctx, live) };
}

/** Of guardianships that the actor holds as guardian. */
export async function describeChildren(ctx: Ctx, rows: readonly GuardianshipRow[]): Promise<Children['items']> {
  const members = await namesOf(ctx, rows);
  const { years } = await ageNow(ctx);
  const allowances = await asSystem(ctx, (system) =>
    selectAllowances(
      system,
      rows.map((row) => row.child_id),
    ),
  );
  const limitsOf = new Map(allowances.map((row) => [row.member_id, allowanceView(row)]));
  return rows.map((row) => ({
    ...personOf(row.child_id, members),
    guardianshipId: row.id,
    relation: row.relation,
    since: row.since,
    endsOn: comesOfAgeOn(row.born_on, years),
    limits: limitsOf.get(row.child_id) ?? null,
  }));
}
