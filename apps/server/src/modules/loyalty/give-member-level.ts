import { AppError, type InputOf, type loyalty, type OutputOf } from '@tessera/contract';
import type { BusinessDay } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { findMembers } from '../members/index.ts';
import { tellHolders } from './give-lots.ts';
import { mayHold } from './grant-points.ts';
import { giveStanding, type Ladder, selectLadders, selectMeasured, selectStandings } from './level-queries.ts';
import { rankOf, sinceOf, untilOf } from './levels.ts';
import { lockedProgramme } from './programme.ts';

type Input = InputOf<typeof loyalty.giveMemberLevel>;
type Placed = OutputOf<typeof loyalty.giveMemberLevel>;

/**
 * Until its last day it is the least level: who climbs past it and falls again falls no lower. Then the member is measured anew, as at the end of
 * any level. The programme's row keeps its levels from changing meanwhile.
 * @throws AppError `loyalty.programme_unknown`, `members.unknown`, `loyalty.member_not_yours`, `loyalty.level_unknown`, `loyalty.level_day_past`,
 * `loyalty.level_below_reached`
 */
export async function giveMemberLevel(ctx: Ctx, { pointsProgrammeId, memberId, rank, until, reason }: Input): Promise<Placed> {
  const programme = await lockedProgramme(ctx, pointsProgrammeId);
  const member = (await findMembers(ctx, [memberId])).get(memberId);
  if (!member) throw new AppError('members.unknown', { memberId });
  if (!mayHold(programme, member)) throw new AppError('loyalty.member_not_yours', { memberId });
  const of = { programmeId: programme.id, memberId };
  const { before, after } = await asSystem(ctx, async (system) => {
    const ladder = (await selectLadders(system, [programme.id])).get(programme.id);
    if (!ladder || ladder.levels.length === 0) throw new AppError('loyalty.level_unknown');
    const today = await businessDayNow(system);
    const measured = await selectMeasured(system, { ladder, memberIds: [memberId], since: sinceOf(ladder, today) });
    const placed = placedBy(ladder, { rank, until, today, reached: rankOf(ladder, measured.get(memberId) ?? 0) });
    const [standing] = await selectStandings(system, { ids: [programme.id], memberIds: [memberId] });
    const given = rank === null ? null : placed;
    await giveStanding(system, { ...of, rank: placed.rank, holdsUntil: placed.until }, given);
    await tellHolders(system, [of]);
    return { before: standing && { rank: standing.rank, until: standing.holdsUntil }, after: placed };
  });
  const action = 'loyalty.giveMemberLevel';
  await record(ctx, { action, targetKind: 'member', targetId: memberId, ...(before && { before }), after: { pointsProgrammeId, ...after, reason } });
  return after;
}

type Wish = Pick<Input, 'rank' | 'until'> & { today: BusinessDay; reached: number };

/** Pure. @throws AppError `loyalty.level_unknown`, `loyalty.level_day_past`, `loyalty.level_below_reached` */
function placedBy(ladder: Ladder, { rank, until, today, reached }: Wish): Placed {
  if (rank === null || until === null) return { rank: reached, until: untilOf(ladder, today) };
  if (rank > ladder.levels.length) throw new AppError('loyalty.level_unknown');
  if (until < today) throw new AppError('loyalty.level_day_past');
  if (rank < reached) throw new AppError('loyalty.level_below_reached');
  return { rank, until };
}
