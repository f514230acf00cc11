import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { type CategoryView, categoryColumns, checkCategory, describeCategory } from './category.ts';
import { lockCategories, selectCategories, updateCategoryRow } from './category-queries.ts';

/** @throws AppError `catalogue.category_unknown`, `catalogue.category_code_taken`, `catalogue.category_parent_wrong` */
export async function updateCategory(ctx: Ctx, input: ContentOf<typeof catalogue.updateCategory>): Promise<CategoryView> {
  const { categoryId, ...fields } = input;
  await lockCategories(ctx);
  const all = await selectCategories(ctx);
  const before = all.find(({ id }) => id === categoryId);
  if (!before) throw new AppError('catalogue.category_unknown', { categoryId });
  checkCategory(all, fields, categoryId);
  const { id: _, ...columns } = before;
  await updateCategoryRow(ctx, categoryId, categoryColumns(fields));
  const audited = { before: columns, after: categoryColumns(fields) };
  await record(ctx, { action: 'catalogue.updateCategory', targetKind: 'category', targetId: categoryId, ...audited });
  return describeCategory(ctx, categoryId);
}
