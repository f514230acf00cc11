import { type DrawerMoveKind, type OutputOf, SHIFT_METHODS, type ShiftMethod, type sales } from '@tessera/contract';
import { add, type Minor, subtract, toMinor, ZERO } from '@tessera/kernel';
import type { TillSums } from '../payments/index.ts';
import type { MethodSum } from './queries.ts';
import type { DrawerMoveRow, ShiftRow } from './shift-queries.ts';

export type ShiftView = OutputOf<typeof sales.getShift>;
export type ShiftTotal = ShiftView['totals'][number];
export type Counted = { readonly faceMinor: number; readonly pieces: number };

/** One line for each kind, also where nothing was taken: what is missing on a printed strip would be asked about. Pure. */
export function totalsOfShift(
  before: TillSums,
  now: TillSums,
  sums: readonly Pick<MethodSum, 'method' | 'kind' | 'count' | 'minor'>[],
): ShiftTotal[] {
  return SHIFT_METHODS.map((method) => (method === 'wallet' ? walletTotal(before, now) : methodTotal(method, sums)));
}

function walletTotal(before: TillSums, now: TillSums): ShiftTotal {
  return {
    method: 'wallet',
    saleCount: now.chargeCount - before.chargeCount,
    saleMinor: subtract(now.chargeMinor, before.chargeMinor),
    refundCount: now.refundCount - before.refundCount,
    refundMinor: subtract(now.refundMinor, before.refundMinor),
  };
}

function methodTotal(method: ShiftMethod, sums: readonly Pick<MethodSum, 'method' | 'kind' | 'count' | 'minor'>[]): ShiftTotal {
  const of = (kind: MethodSum['kind']) => sums.find((sum) => sum.method === method && sum.kind === kind);
  return {
    method,
    saleCount: of('sale')?.count ?? 0,
    saleMinor: of('sale')?.minor ?? ZERO,
    refundCount: of('refund')?.count ?? 0,
    refundMinor: of('refund')?.minor ?? ZERO,
  };
}

/** Money in the drawer that no sale brought or took. */
export type Moved = Pick<DrawerMoveRow, 'kind' | 'amount_minor'>;

/** What has to lie in the drawer. Pure. */
export function expectedOf(floatMinor: Minor, of: { totals: readonly ShiftTotal[]; moves: readonly Moved[] }): Minor {
  const cash = of.totals.find(({ method }) => method === 'cash');
  const sold = subtract(add(floatMinor, cash?.saleMinor ?? ZERO), cash?.refundMinor ?? ZERO);
  const moved = of.moves.map(({ kind, amount_minor: amountMinor }) => ({ kind, amountMinor }));
  return subtract(add(sold, sumOfMoves('in', moved)), sumOfMoves('out', moved));
}

export function sumOfMoves(kind: DrawerMoveKind, moves: readonly { kind: DrawerMoveKind; amountMinor: Minor }[]): Minor {
  return add(ZERO, ...moves.filter((move) => move.kind === kind).map(({ amountMinor }) => amountMinor));
}

/** What does lie there. Pure. */
export function sumOfCount(counted: readonly Counted[]): Minor {
  return toMinor(counted.reduce((sum, { faceMinor, pieces }) => sum + faceMinor * pieces, 0));
}

/** A small difference is a coin that fell down; a larger one has to be explained, whichever way it goes. Pure. */
export function isReasonNeeded(differenceMinor: Minor, aboveMinor: Minor): boolean {
  return Math.abs(differenceMinor) > aboveMinor;
}

/** Where the till's running sums stood when the shift began. */
export function sumsBefore(row: ShiftRow): TillSums {
  return {
    chargeCount: row.charge_count_before,
    chargeMinor: row.charge_minor_before,
    refundCount: row.refund_count_before,
    refundMinor: row.refund_minor_before,
  };
}

/** … and where they stood at its end: the next shift begins there, so that nothing falls between two. Pure. */
export function sumsAfter(before: TillSums, wallet: Pick<ShiftTotal, 'saleCount' | 'saleMinor' | 'refundCount' | 'refundMinor'>): TillSums {
  return {
    chargeCount: before.chargeCount + wallet.saleCount,
    chargeMinor: add(before.chargeMinor, wallet.saleMinor),
    refundCount: before.refundCount + wallet.refundCount,
    refundMinor: add(before.refundMinor, wallet.refundMinor),
  };
}
