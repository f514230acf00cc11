import { AppError, type ContentOf, type catalogue, type OutputOf } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { type CategoryRow, countItems, selectCategories } from './category-queries.ts';

export type CategoryView = OutputOf<typeof catalogue.createCategory>;
export type CategoryFields = ContentOf<typeof catalogue.createCategory>;

export function categoryColumns({ code, name, parentId, place, state }: CategoryFields) {
  return { code, name_zh: name.zh, name_en: name.en, parent_id: parentId, place, state };
}

export function describeCategories(rows: readonly CategoryRow[], counts: ReadonlyMap<Id<'category'>, number>): CategoryView[] {
  return rows.map(({ id, code, name_zh, name_en, parent_id, place, state }) => ({
    id,
    code,
    name: { zh: name_zh, en: name_en },
    parentId: parent_id,
    place,
    state,
    items: counts.get(id) ?? 0,
  }));
}

export async function describeCategory(ctx: Ctx, categoryId: Id<'category'>): Promise<CategoryView> {
  const row = (await selectCategories(ctx)).find(({ id }) => id === categoryId);
  const [view] = describeCategories(row ? [row] : [], await countItems(ctx));
  if (!view) throw new Error('a category has one description');
  return view;
}

/**
 * Two levels: what has a parent is nobody's parent.
 * @throws AppError `catalogue.category_code_taken`, `catalogue.category_parent_wrong`
 */
export function checkCategory(all: readonly CategoryRow[], { code, parentId }: CategoryFields, self?: Id<'category'>): void {
  const others = all.filter(({ id }) => id !== self);
  if (others.some((other) => other.code === code)) throw new AppError('catalogue.category_code_taken');
  if (parentId === null) return;
  const parent = others.find(({ id }) => id === parentId);
  const hasChildren = others.some(({ parent_id }) => parent_id === self && self !== undefined);
  if (!parent || parent.parent_id !== null || hasChildren) throw new AppError('catalogue.category_parent_wrong');
}

/** Those in which things are offered: they are on, and what they stand below is. Pure. */
export function openCategories(all: readonly CategoryRow[]): Set<Id<'category'>> {
  const on = new Set(all.filter(({ state }) => state === 'on').map(({ id }) => id));
  return new Set(all.filter(({ id, parent_id }) => on.has(id) && (parent_id === null || on.has(parent_id))).map(({ id }) => id));
}

/** A category and those below it. Pure. */
export function withChildren(all: readonly CategoryRow[], categoryId: Id<'category'>): Id<'category'>[] {
  return all.filter(({ id, parent_id }) => id === categoryId || parent_id === categoryId).map(({ id }) => id);
}
