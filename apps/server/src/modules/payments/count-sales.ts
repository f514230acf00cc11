import type { BusinessDay, Id } from '@tessera/kernel';
import type { Ctx } from '../../platform/ctx.ts';
import { selectSaleCounts } from './queries.ts';

/** Sales by merchant from a business day on, by the roll-up of the days. */
export async function countSales(ctx: Ctx, from: BusinessDay): Promise<Map<Id<'organization'>, number>> {
  const rows = await selectSaleCounts(ctx, from);
  return new Map(rows.flatMap(({ merchant_id: id, sale_count: count }) => (id === null ? [] : [[id, count] as const])));
}
