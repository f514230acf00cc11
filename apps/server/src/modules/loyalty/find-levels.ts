import type { loyalty, OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { selectLevelIds, selectLevelNames, selectReachedLevelIds } from './level-queries.ts';

type Listed = OutputOf<typeof loyalty.listPointsLevels>;

export async function listPointsLevels(ctx: Ctx): Promise<Listed> {
  return { items: (await selectLevelNames(ctx)).filter(({ isClosed }) => !isClosed).map(shown) };
}

const shown = ({ id, programmeId, ...of }: Awaited<ReturnType<typeof selectLevelNames>>[number]): Listed['items'][number] => ({
  id,
  name: { zh: of.zh, en: of.en },
  pointsProgrammeId: programmeId,
  programmeName: { zh: of.programmeZh, en: of.programmeEn },
});

/** How levels are called, for whoever may read what names them; one that is no more is missing. */
export async function findLevels(ctx: Ctx, ids: readonly Id<'pointsLevel'>[]): Promise<Map<Id<'pointsLevel'>, Listed['items'][number]>> {
  if (ids.length === 0) return new Map();
  const named = await asSystem(ctx, selectLevelNames);
  return new Map(named.filter(({ id }) => ids.includes(id)).map((one) => [one.id, shown(one)]));
}

/** On which levels a member stands, one of each programme at most. Ask as the system. */
export function levelIdsOf(ctx: Ctx, memberId: Id<'member'>): Promise<Id<'pointsLevel'>[]> {
  return selectLevelIds(ctx, memberId);
}

/** Those levels, and all below them. Ask as the system. */
export async function levelsReached(ctx: Ctx, memberId: Id<'member'>): Promise<Set<Id<'pointsLevel'>>> {
  return new Set(await selectReachedLevelIds(ctx, memberId));
}
