import type { Ctx } from '../../platform/ctx.ts';
import { selectTransfers } from './queries.ts';
import type { Transfer } from './transfer.ts';

/** Those that are in the books, in one query and no order. */
export function findTransfers(ctx: Ctx, ids: readonly string[]): Promise<Transfer[]> {
  return selectTransfers(ctx, [...new Set(ids)]);
}
