import type { Id } from '@tessera/kernel';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { withChildren } from './category.ts';
import { selectCategories } from './category-queries.ts';

export type CategoryFact = {
  readonly name: { readonly zh: string; readonly en: string };
  /** Itself, and those below it. */
  readonly withBelow: readonly Id<'category'>[];
};

/** How categories are called and what is below them, for any actor; an unknown one is missing. */
export async function findCategories(ctx: Ctx, ids: readonly Id<'category'>[]): Promise<Map<Id<'category'>, CategoryFact>> {
  if (ids.length === 0) return new Map();
  const all = await asSystem(ctx, selectCategories);
  const wanted = all.filter(({ id }) => ids.includes(id));
  return new Map(wanted.map(({ id, name_zh, name_en }) => [id, { name: { zh: name_zh, en: name_en }, withBelow: withChildren(all, id) }]));
}
