import type { InputOf, OutputOf, sales } from '@tessera/contract';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, KEY_INSTANT, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { factsOf } from '../payments/index.ts';
import { describeSales } from './describe-sales.ts';
import { type SaleFilter, selectSales } from './queries.ts';

type Page = OutputOf<typeof sales.listSales>;

/** Newest first: the operator sees all, a merchant's people its own. */
export function listSales(ctx: Ctx, input: InputOf<typeof sales.listSales>): Promise<Page> {
  return pageOfSales(ctx, input);
}

/** Of the terminal that asks. */
export function listTerminalSales(ctx: Ctx, input: InputOf<typeof sales.listTerminalSales>): Promise<Page> {
  return pageOfSales(ctx, { ...input, terminalId: factsOf(ctx.actor).terminalId });
}

async function pageOfSales(ctx: Ctx, { cursor, limit, ...filter }: Omit<SaleFilter, 'before'> & { cursor?: string | undefined }): Promise<Page> {
  const [at, id] = keyOfCursor(cursor, [KEY_INSTANT, KEY_ID]) ?? [];
  const rows = await selectSales(ctx, { ...filter, before: at && id ? { at, id } : undefined, limit: limit + 1 });
  const { items, nextCursor } = pageOf(rows, limit, (row) => [row.opened_at.toISOString(), row.id]);
  return { items: await describeSales(ctx, items), nextCursor };
}
