import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { departmentsOf } from '../../platform/department-scope.ts';
import { findSubtree } from '../organizations/index.ts';
import type { MemberKind } from './member.ts';

/** Whom something is for: several wishes narrow it down; none at all means every member. */
export type AudienceWish = { readonly departmentIds: readonly Id<'department'>[]; readonly memberKinds: readonly Exclude<MemberKind, 'anonymous'>[] };
/** The departments themselves, without what lies below them; none: all of them. */
export type AudienceReach = { readonly departmentIds: readonly Id<'department'>[]; readonly memberKinds: AudienceWish['memberKinds'] };

/**
 * Whom of an audience the actor may give to: departments with everything below them; whoever is bounded to departments reaches their members only.
 * Undefined: nobody. A job that gives in the actor's name keeps this, not the wish: it sees everybody itself.
 */
export async function reachOf(ctx: Ctx, { departmentIds, memberKinds }: AudienceWish): Promise<AudienceReach | undefined> {
  const bounds = departmentsOf(ctx.actor);
  if (departmentIds.length === 0) return bounds?.length === 0 ? undefined : { departmentIds: bounds ?? [], memberKinds };
  const below = (await Promise.all(departmentIds.map((departmentId) => findSubtree(ctx, departmentId)))).flat();
  const within = [...new Set(below)].filter((id) => bounds?.includes(id) ?? true);
  return within.length === 0 ? undefined : { departmentIds: within, memberKinds };
}
