import type { ContentOf, InputOf, loyalty, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { countStandings, selectLadders, upsertLadder } from './level-queries.ts';
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
    levels: levels.map(({ name_zh, name_en, threshold, factor_percent }, at) => ({
      name: { zh: name_zh, en: name_en },
      threshold,
      factorPercent: factor_percent,
      memberCount: counts.get(at + 1) ?? 0,
    })),
  };
}

/** Who climbs by the new levels does with the next points or payment. @throws AppError `loyalty.programme_unknown` */
export async function setPointsLevels(ctx: Ctx, input: ContentOf<typeof loyalty.setPointsLevels>): Promise<LadderView> {
  const { pointsProgrammeId, measure, periodMonths, graceDays, levels } = input;
  const programme = await lockedProgramme(ctx, pointsProgrammeId);
  const rows = levels.map(({ name, threshold, factorPercent }) => ({ name_zh: name.zh, name_en: name.en, threshold, factor_percent: factorPercent }));
  const terms = { programme_id: programme.id, measure, period_months: periodMonths, grace_days: graceDays };
  await upsertLadder(ctx, { ...terms, levels: JSON.stringify(rows) });
  await record(ctx, {
    action: 'loyalty.setPointsLevels',
    targetKind: 'pointsProgramme',
    targetId: pointsProgrammeId,
    after: { measure, periodMonths, graceDays, levels: JSON.stringify(rows) },
  });
  return getPointsLevels(ctx, { pointsProgrammeId });
}
