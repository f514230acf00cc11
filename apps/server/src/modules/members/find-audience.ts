import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type Audience, selectAudience, selectAudienceCount, selectReach } from './contact-queries.ts';

/** What may be sent to a member beside the app. */
export type Reach = { hasPhone: boolean; hasEmail: boolean };

/** By member id, in one query; whom the actor may not see is missing. */
export async function findReachable(ctx: Ctx, ids: readonly Id<'member'>[]): Promise<Map<string, Reach>> {
  if (ids.length === 0) return new Map();
  return new Map((await selectReach(ctx, ids)).map(({ id, hasPhone, hasEmail }) => [id, { hasPhone, hasEmail }]));
}

/** The next active members of an audience in the order of their ids, after `afterId`. */
export function findAudience(ctx: Ctx, audience: Audience, page: { afterId: string | null; limit: number }): Promise<Id<'member'>[]> {
  return selectAudience(ctx, audience, page);
}

/** How many members an audience has now. */
export function countAudience(ctx: Ctx, audience: Audience): Promise<number> {
  return selectAudienceCount(ctx, audience);
}
