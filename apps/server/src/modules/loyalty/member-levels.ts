import type { loyalty, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { selectLadders, selectMeasured, selectStandings } from './level-queries.ts';
import { sinceOf } from './levels.ts';

type LevelView = NonNullable<OutputOf<typeof loyalty.listOwnPoints>['items'][number]['level']>;
const named = ({ name_zh, name_en }: { name_zh: string; name_en: string }) => ({ zh: name_zh, en: name_en });

/** Where a member stands in each programme that has levels, and what is missing to the next. Ask as the system. */
export async function selectLevels(
  ctx: Ctx,
  memberId: Id<'member'>,
  programmeIds: readonly Id<'pointsProgramme'>[],
): Promise<Map<Id<'pointsProgramme'>, LevelView>> {
  const ladders = await selectLadders(ctx, programmeIds);
  const standings = await selectStandings(ctx, { ids: [...ladders.keys()], memberIds: [memberId] });
  const today = await businessDayNow(ctx);
  const views = new Map<Id<'pointsProgramme'>, LevelView>();
  for (const ladder of ladders.values()) {
    if (ladder.levels.length === 0) continue;
    const standing = standings.find(({ programmeId }) => programmeId === ladder.programme_id);
    const measured = await selectMeasured(ctx, { ladder, memberIds: [memberId], since: sinceOf(ladder, today) });
    const [level, next] = [ladder.levels[(standing?.rank ?? 0) - 1], ladder.levels[standing?.rank ?? 0]];
    views.set(ladder.programme_id, {
      name: level ? named(level) : null,
      until: level ? (standing?.holdsUntil ?? null) : null,
      measure: ladder.measure,
      value: measured.get(memberId) ?? 0,
      next: next ? { name: named(next), threshold: next.threshold } : null,
    });
  }
  return views;
}
