import { AppError } from '@tessera/contract';
import type { Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { findCategories, findItemsForSale } from '../catalogue/index.ts';
import { findLevels } from '../loyalty/index.ts';
import { findDepartments, findOrganizations } from '../organizations/index.ts';
import type { CampaignInput, CampaignView } from './campaign.ts';
import type { CampaignRow } from './queries.ts';

/**
 * @throws AppError `promotions.merchant_unknown`, `promotions.department_unknown`, `promotions.bearer_unknown`, `promotions.item_unknown`,
 * `promotions.item_elsewhere`, `promotions.category_unknown`, `promotions.level_unknown`
 */
export async function refuseUnknown(ctx: Ctx, { scope, bearer, bearerId, coupon }: CampaignInput): Promise<void> {
  const found = await findOrganizations(ctx, [...scope.merchantIds, ...(bearerId ? [bearerId] : [])]);
  const stranger = scope.merchantIds.find((id) => found.get(id)?.kind !== 'merchant');
  if (stranger) throw new AppError('promotions.merchant_unknown', { merchantId: stranger });
  if (bearerId && found.get(bearerId)?.kind !== bearer) throw new AppError('promotions.bearer_unknown', { bearerId });
  const departments = await findDepartments(ctx, scope.departmentIds);
  const missing = scope.departmentIds.find((id) => !departments.has(id));
  if (missing) throw new AppError('promotions.department_unknown', { departmentId: missing });
  await refuseUnknownProducts(ctx, scope, coupon?.thanksCategoryIds ?? []);
  const levels = await findLevels(ctx, scope.levelIds);
  const noLevel = scope.levelIds.find((id) => !levels.has(id));
  if (noLevel) throw new AppError('promotions.level_unknown', { levelId: noLevel });
}

/** A product of a merchant that the campaign is not for would never count. */
async function refuseUnknownProducts(ctx: Ctx, scope: CampaignInput['scope'], thanked: readonly Id<'category'>[]): Promise<void> {
  const items = await findItemsForSale(ctx, scope.itemIds, { at: ctx.now });
  const isNamed = scope.merchantIds.length > 0 && scope.merchantCategories.length === 0;
  for (const itemId of scope.itemIds) {
    const item = items.get(itemId);
    if (!item) throw new AppError('promotions.item_unknown', { itemId });
    if (isNamed && !scope.merchantIds.includes(item.merchantId)) throw new AppError('promotions.item_elsewhere', { itemId });
  }
  const named = [...scope.categoryIds, ...thanked];
  const categories = await findCategories(ctx, named);
  const missing = named.find((id) => !categories.has(id));
  if (missing) throw new AppError('promotions.category_unknown', { categoryId: missing });
}

type Named = Pick<CampaignView, 'names' | 'categories' | 'levels'>;

/** What campaigns name, by its names: whoever reads a campaign reads these. */
export async function namesInScope(ctx: Ctx, rows: readonly CampaignRow[]): Promise<(row: CampaignRow) => Named> {
  const all = <Value>(pick: (row: CampaignRow) => readonly Value[]) => rows.flatMap(pick);
  const organizations = await findOrganizations(ctx, all(placesOf));
  const departments = await findDepartments(
    ctx,
    all(({ department_ids }) => department_ids),
  );
  const items = await findItemsForSale(
    ctx,
    all(({ item_ids }) => item_ids),
    { at: ctx.now },
  );
  const categories = await findCategories(ctx, all(categoriesOf));
  const levels = await findLevels(
    ctx,
    all(({ level_ids }) => level_ids),
  );
  return (row) => {
    const named = [
      ...[...new Set(placesOf(row))].map((id) => organizations.get(id)),
      ...row.department_ids.map((id) => departments.get(id)),
      ...row.item_ids.map((id) => items.get(id)),
    ];
    return {
      names: named.flatMap((one) => (one ? [{ id: one.id, name: one.name }] : [])),
      categories: [...new Set(categoriesOf(row))].flatMap((id) => {
        const category = categories.get(id);
        return category ? [{ id, name: category.name }] : [];
      }),
      levels: row.level_ids.flatMap((id) => {
        const level = levels.get(id);
        return level ? [{ id, name: level.name, programmeName: level.programmeName }] : [];
      }),
    };
  };
}

const categoriesOf = ({ category_ids, thanks_category_ids }: CampaignRow) => [...category_ids, ...(thanks_category_ids ?? [])];
const placesOf = ({ merchant_ids, bearer_id }: CampaignRow) => [...merchant_ids, ...(bearer_id ? [bearer_id] : [])];
