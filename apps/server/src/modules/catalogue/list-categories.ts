import type { catalogue, OutputOf } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { describeCategories } from './category.ts';
import { countItems, selectCategories } from './category-queries.ts';

export async function listCategories(ctx: Ctx): Promise<OutputOf<typeof catalogue.listCategories>> {
  return { items: describeCategories(await selectCategories(ctx), await countItems(ctx)) };
}
