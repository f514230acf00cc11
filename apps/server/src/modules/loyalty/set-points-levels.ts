import type { ContentOf, InputOf, loyalty, OutputOf } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { record } from '../audit/index.ts';
import { countPlaced, countStandings, type Ladder, placeMembers, type Replacing, selectLadders, upsertLadder } from './level-queries.ts';
import { sinceOf, untilOf } from './levels.ts';
import { knownProgramme, lockedProgramme } from './programme.ts';

type LadderView = OutputOf<typeof loyalty.getPointsLevels>;
/** What is proposed to a programme that has no levels yet. */
const NONE = { measure: 'points', period_months: 12, grace_days: 30, levels: [] } as const;

/** @throws AppError `loyalty.programme_unknown` */
export async function getPointsLevels(ctx: Ctx, { pointsProgrammeId }: InputOf<typeof loyalty.getPointsLevels>): Promise<LadderView> {
  const { id } = await knownProgramme(ctx, pointsProgrammeId);
  const { measure, period_months: periodMonths, grace_days: graceDays, levels } = (await selectLadders(ctx, [id])).get(id) ?? NONE;
  const counts = await countStandings(ctx, id);
  return {
    measure,
    periodMonths,
    graceDays,
    levels: levels.map(({ id: levelId, name_zh, name_en, threshold, factor_percent }, at) => ({
      id: levelId,
      name: { zh: name_zh, en: name_en },
      threshold,
      factorPercent: factor_percent,
      memberCount: counts.get(at + 1) ?? 0,
    })),
  };
}

/** What a change would do to the members, before it is made. @throws AppError `loyalty.programme_unknown` */
export async function previewPointsLevels(
  ctx: Ctx,
  { pointsProgrammeId, ...wish }: InputOf<typeof loyalty.previewPointsLevels>,
): Promise<OutputOf<typeof loyalty.previewPointsLevels>> {
  const { id } = await knownProgramme(ctx, pointsProgrammeId);
  return asSystem(ctx, async (system) => {
    const before = (await selectLadders(system, [id])).get(id) ?? NONE;
    const after = rowsOf(system, wish.levels, before.levels);
    const placed = await countPlaced(system, await replacing(system, { id, wish, before }));
    const name = (levels: Ladder['levels'], rank: number) => {
      const level = levels[rank - 1];
      return level ? { zh: level.name_zh, en: level.name_en } : null;
    };
    const moves = placed.map(({ was, rank, count }) => ({ from: name(before.levels, was), to: name(after, rank), memberCount: count }));
    const isMove = ({ from, to }: (typeof moves)[number]) => from?.zh !== to?.zh || from?.en !== to?.en;
    return { moves: moves.filter(isMove), stayCount: moves.filter((one) => !isMove(one)).reduce((sum, { memberCount }) => sum + memberCount, 0) };
  });
}

/**
 * Members are placed on the new levels at once: where they have got to, and not below the level of the same name that they hold already.
 * @throws AppError `loyalty.programme_unknown`
 */
export async function setPointsLevels(ctx: Ctx, input: ContentOf<typeof loyalty.setPointsLevels>): Promise<LadderView> {
  const { pointsProgrammeId, ...wish } = input;
  const { measure, periodMonths, graceDays } = wish;
  const programme = await lockedProgramme(ctx, pointsProgrammeId);
  const before = (await selectLadders(ctx, [programme.id])).get(programme.id) ?? NONE;
  const levels = rowsOf(ctx, wish.levels, before.levels);
  const terms = { programme_id: programme.id, measure, period_months: periodMonths, grace_days: graceDays };
  await upsertLadder(ctx, { ...terms, levels: JSON.stringify(levels) });
  await asSystem(ctx, async (system) => {
    const until = untilOf(terms, await businessDayNow(system));
    await placeMembers(system, await replacing(system, { id: programme.id, wish, before }), until);
  });
  await record(ctx, {
    action: 'loyalty.setPointsLevels',
    targetKind: 'pointsProgramme',
    targetId: pointsProgrammeId,
    after: { measure, periodMonths, graceDays, levels: JSON.stringify(levels) },
  });
  return getPointsLevels(ctx, { pointsProgrammeId });
}

type Wish = Omit<ContentOf<typeof loyalty.setPointsLevels>, 'pointsProgrammeId'>;

const isNamed =
  ({ name }: Wish['levels'][number]) =>
  ({ name_zh, name_en }: Ladder['levels'][number]) =>
    name.zh === name_zh && name.en === name_en;

/** A level that goes by the same name stays the same one for whatever names it. */
function rowsOf({ now }: Pick<Ctx, 'now'>, levels: Wish['levels'], before: Ladder['levels']): Ladder['levels'] {
  return levels.map((level) => ({
    id: before.find(isNamed(level))?.id ?? newId<'pointsLevel'>(now.getTime()),
    name_zh: level.name.zh,
    name_en: level.name.en,
    threshold: level.threshold,
    factor_percent: level.factorPercent,
  }));
}

type Change = { id: Ladder['programme_id']; wish: Wish; before: Pick<Ladder, 'levels'> };

async function replacing(ctx: Ctx, { id, wish, before }: Change): Promise<Replacing> {
  const { measure, periodMonths, levels } = wish;
  const today = await businessDayNow(ctx);
  return {
    programmeId: id,
    measure,
    today,
    since: sinceOf({ period_months: periodMonths }, today),
    thresholds: levels.map(({ threshold }) => threshold),
    kept: [0, ...before.levels.map((old) => levels.findIndex((level) => isNamed(level)(old)) + 1)],
  };
}
