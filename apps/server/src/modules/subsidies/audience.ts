import type { Ctx } from '../../platform/ctx.ts';
import { type AudienceReach, countAudience } from '../members/index.ts';

/** As members are looked for. */
export function audienceOf({ departmentIds, memberKinds }: AudienceReach) {
  return { issuerIds: [], departmentIds, kinds: memberKinds };
}

/** How many members are reached now; none by whoever reaches nobody. */
export async function countReached(ctx: Ctx, reach: AudienceReach | undefined): Promise<number> {
  return reach ? countAudience(ctx, audienceOf(reach)) : 0;
}
