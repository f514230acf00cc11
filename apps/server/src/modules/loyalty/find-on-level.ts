import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectStandings } from './level-queries.ts';

/** Of these members, those who stand on this level of the programme, counted from 1, or above it. */
export async function findOnLevel(
  ctx: Ctx,
  of: { programmeId: Id<'pointsProgramme'>; rank: number; memberIds: readonly Id<'member'>[] },
): Promise<Set<Id<'member'>>> {
  if (of.memberIds.length === 0) return new Set();
  const standings = await selectStandings(ctx, { ids: [of.programmeId], memberIds: of.memberIds });
  return new Set(standings.filter(({ rank }) => rank >= of.rank).map(({ memberId }) => memberId));
}
