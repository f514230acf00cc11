import { AppError } from '@tessera/contract';
import { type Id, type Minor, toMinor } from '@tessera/kernel';
import { type PricedReturn, type RedemptionLeft, giveBack as shareBack } from '@tessera/rules';
import type { Ctx } from '../../platform/ctx.ts';
import { quoteOffersBack } from '../checkouts/index.ts';
import { refundedOf } from '../payments/index.ts';
import type { RedemptionRow, SourceRow } from './queries.ts';
import { leftOf } from './redemption.ts';

export type ReturnPrice = {
  readonly back: RedemptionLeft;
  /** Where a campaign wants what is left priced anew; else what it gave follows the money. */
  readonly offers: PricedReturn | null;
  /** Of the money, what nobody gave back meanwhile. */
  readonly refundMinor: Minor;
};

/**
 * What comes back with so many pieces: of points in proportion to what is left, of money so as well, unless a campaign on it prices the rest anew.
 * Of money that other hands gave back meanwhile nothing is given twice. As the system. @throws AppError `redemptions.return_too_much`
 */
export async function priceReturn(
  ctx: Ctx,
  row: RedemptionRow,
  of: { sources: readonly SourceRow[]; quantity: number | 'all' },
): Promise<ReturnPrice> {
  const left = leftOf(row, of.sources);
  const quantity = of.quantity === 'all' ? left.quantity : of.quantity;
  if (quantity > left.quantity) throw new AppError('redemptions.return_too_much', { redemptionId: row.id, count: left.quantity });
  const back = shareBack(left, quantity);
  const offers = row.discount_minor === 0 ? null : await offersBack(ctx, row, quantity);
  const cashMinor = toMinor(Math.min(offers?.refundMinor ?? back.cashMinor, row.cash_left_minor));
  return { back: { ...back, cashMinor }, offers, refundMinor: toMinor(Math.min(cashMinor, await openOf(ctx, row))) };
}

async function openOf(ctx: Ctx, row: RedemptionRow): Promise<number> {
  if (row.cash_minor === 0) return 0;
  return row.cash_minor - (await refundedOf(ctx, row.id as Id<string> as Id<'payment'>)); // Its payment has its id.
}

/** Pieces come back from the last to the first. */
function offersBack(ctx: Ctx, row: RedemptionRow, quantity: number): Promise<PricedReturn | null> {
  const lines = Array.from({ length: row.quantity }, (_, index) => `${row.quantity - index}`);
  return quoteOffersBack(ctx, {
    checkoutId: row.id as Id<string> as Id<'checkout'>, // Offers on a redemption are kept under its id.
    product: { id: row.item_id, category: row.category_id },
    before: lines.slice(0, row.returned_quantity),
    now: lines.slice(row.returned_quantity, row.returned_quantity + quantity),
    refundedMinor: toMinor(row.cash_minor - row.cash_left_minor),
  });
}
