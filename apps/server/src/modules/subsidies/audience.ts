import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findSubtree } from '../organizations/index.ts';

/** Whom something is for: several wishes narrow it down; none at all means every member. */
export type AudienceWish = {
  readonly departmentIds: readonly Id<'department'>[];
  readonly memberKinds: readonly ('student' | 'staff' | 'visitor' | 'customer' | 'guardian')[];
};

/** As members are looked for: departments with everything below them. */
export async function audienceWithin(ctx: Ctx, { departmentIds, memberKinds }: AudienceWish) {
  const below = await Promise.all(departmentIds.map((departmentId) => findSubtree(ctx, departmentId)));
  return { issuerIds: [], departmentIds: [...new Set(below.flat())], kinds: memberKinds };
}
