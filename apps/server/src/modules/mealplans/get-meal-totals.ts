import type { InputOf, mealplans, OutputOf } from '@tessera/contract';
import { asSystem } from '../../platform/as-system.ts';
import type { Ctx } from '../../platform/ctx.ts';
import { KEY_ID, keyOfCursor, pageOf } from '../../platform/paging.ts';
import { businessDayNow } from '../../platform/time-zone.ts';
import { findOrganizations } from '../organizations/index.ts';
import { type MealFilter, selectSum, selectTotals, type TotalKey, type TotalRow } from './queries.ts';
import { type Span, spanOf } from './span.ts';

type Totals = OutputOf<typeof mealplans.getMealTotals>;
const KEY_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const KEY_PERIOD = /^(?:breakfast|lunch|dinner|night)$/;

/** Newest day first, with the sum over all pages. @throws AppError `mealplans.span_too_long` */
export async function getMealTotals(ctx: Ctx, input: InputOf<typeof mealplans.getMealTotals>): Promise<Totals> {
  const { cursor, limit, ...asked } = input;
  const span = spanOf(asked, await businessDayNow(ctx));
  const filter = { ...asked, ...span };
  const [mealOn, merchantId, period] = keyOfCursor(cursor, [KEY_DAY, KEY_ID, KEY_PERIOD]) ?? [];
  const after = mealOn && merchantId && period ? { mealOn, merchantId, period } : undefined;
  const { items, nextCursor } = pageOf(await selectTotals(ctx, { ...filter, after, limit: limit + 1 }), limit, cursorOf);
  return { items: await describeTotals(ctx, items), nextCursor, ...span, ...(await selectSum(ctx, filter)) };
}

/** Rows behind a key, as people read them; for a file. */
export async function readTotals(ctx: Ctx, filter: MealFilter & Span & { after: TotalKey | undefined; limit: number }) {
  return describeTotals(ctx, await selectTotals(ctx, filter));
}

function cursorOf({ mealOn, merchantId, period }: TotalRow): string[] {
  return [mealOn, merchantId, period];
}

async function describeTotals(ctx: Ctx, rows: readonly TotalRow[]): Promise<Totals['items']> {
  const merchants = await asSystem(ctx, (system) => findOrganizations(system, new Set(rows.map((row) => row.merchantId))));
  return rows.map((row) => ({ ...row, merchantName: merchants.get(row.merchantId)?.name ?? '' }));
}
