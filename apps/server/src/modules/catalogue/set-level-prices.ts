import { AppError, type ContentOf, type catalogue } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { record } from '../audit/index.ts';
import { findLevels } from '../loyalty/index.ts';
import { announceItem, describeItem, type ItemView, lockedItem } from './item.ts';
import { updateItemRow } from './queries.ts';

/**
 * By the operator, who is paid for points: so nothing of it waits for a review. Levels that are named already may stay when they are no more.
 * @throws AppError `catalogue.item_unknown`, `catalogue.changed_meanwhile`, `catalogue.level_unknown`, `catalogue.level_price_wrong`
 */
export async function setLevelPrices(ctx: Ctx, { itemId, revision, levelPrices }: ContentOf<typeof catalogue.setLevelPrices>): Promise<ItemView> {
  const before = await lockedItem(ctx, itemId);
  if (before.revision !== revision) throw new AppError('catalogue.changed_meanwhile', { itemId });
  const levelIds = levelPrices.map(({ levelId }) => levelId);
  const known = new Set([...(await findLevels(ctx, levelIds)).keys(), ...before.level_prices.map(({ levelId }) => levelId)]);
  if (new Set(levelIds).size < levelIds.length || levelIds.some((id) => !known.has(id))) throw new AppError('catalogue.level_unknown', { itemId });
  const isLower = ({ points }: { points: number }) => before.points !== null && points < before.points;
  if (!levelPrices.every(isLower)) throw new AppError('catalogue.level_price_wrong', { itemId });
  await updateItemRow(ctx, itemId, { level_prices: JSON.stringify(levelPrices), revision: revision + 1, changed_at: ctx.now });
  await record(ctx, {
    action: 'catalogue.setLevelPrices',
    targetKind: 'item',
    targetId: itemId,
    before: { levelPrices: JSON.stringify(before.level_prices) },
    after: { levelPrices: JSON.stringify(levelPrices) },
  });
  await announceItem(ctx, before);
  return describeItem(ctx, itemId);
}
