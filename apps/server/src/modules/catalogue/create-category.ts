import { AppError, CATEGORIES_MAX, type ContentOf, type catalogue } from '@tessera/contract';
import { newId } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type CategoryView, categoryColumns, checkCategory, describeCategory } from './category.ts';
import { insertCategory, lockCategories, selectCategories } from './category-queries.ts';

/** @throws AppError `catalogue.category_code_taken`, `catalogue.category_parent_wrong`, `catalogue.too_many_categories` */
export async function createCategory(ctx: Ctx, input: ContentOf<typeof catalogue.createCategory>): Promise<CategoryView> {
  await lockCategories(ctx);
  const all = await selectCategories(ctx);
  if (all.length >= CATEGORIES_MAX) throw new AppError('catalogue.too_many_categories', { count: CATEGORIES_MAX });
  checkCategory(all, input);
  const id = newId<'category'>(ctx.now.getTime());
  await insertCategory(ctx, { id, ...categoryColumns(input), created_at: ctx.now });
  await record(ctx, { action: 'catalogue.createCategory', targetKind: 'category', targetId: id, after: categoryColumns(input) });
  return describeCategory(ctx, id);
}
