import { add, type Minor, shareDown, subtract, toMinor, ZERO } from '@tessera/kernel';

/** One top-up as it counts now: what was paid and given, less what has been given back of either. */
export type Lot = { readonly paidMinor: Minor; readonly giftMinor: Minor };

/** What is left of one top-up after spending: the member's own money, and the gift beside it. */
export type LotLeft<Of extends Lot> = { readonly lot: Of; readonly ownMinor: Minor; readonly giftMinor: Minor };

/** A cash purse, taken apart: what is left of each top-up, and money that came in no other way than by itself. */
export type PurseLeft<Of extends Lot> = { readonly lots: readonly LotLeft<Of>[]; readonly restMinor: Minor };

/** What a return takes: own money that goes out, and the gift that lapses with it. `lot` is null for money of no top-up. */
export type Take<Of extends Lot> = { readonly lot: Of | null; readonly ownMinor: Minor; readonly giftMinor: Minor };

/**
 * Money is spent in the order in which it came, so what is left is what came last. Of a top-up that is spent in part, paid and given money
 * shrink alike: paid 3,000 and given 1,000, 75 % of what is left is the member's. The own share is rounded down.
 */
export function purseLeft<Of extends Lot>(balanceMinor: Minor, newestFirst: readonly Of[]): PurseLeft<Of> {
  const lots: LotLeft<Of>[] = [];
  let restMinor = toMinor(Math.max(0, balanceMinor));
  for (const lot of newestFirst) {
    if (restMinor === 0) break;
    const wholeMinor = add(lot.paidMinor, lot.giftMinor);
    if (wholeMinor <= 0) continue;
    const leftMinor = toMinor(Math.min(restMinor, wholeMinor));
    const ownMinor = shareDown(leftMinor, lot.paidMinor, wholeMinor);
    lots.push({ lot, ownMinor, giftMinor: subtract(leftMinor, ownMinor) });
    restMinor = subtract(restMinor, leftMinor);
  }
  return { lots, restMinor };
}

/** What could be given back at most. */
export function ownOf<Of extends Lot>({ lots, restMinor }: PurseLeft<Of>): Minor {
  return add(restMinor, ...lots.map(({ ownMinor }) => ownMinor));
}

export function giftOf<Of extends Lot>({ lots }: PurseLeft<Of>): Minor {
  return add(ZERO, ...lots.map(({ giftMinor }) => giftMinor));
}

/** Nothing of it was spent. */
export function isUntouched<Of extends Lot>({ lot, ownMinor }: LotLeft<Of>): boolean {
  return ownMinor === lot.paidMinor;
}

/**
 * Which money a return of `amountMinor` takes: first what came without a gift, then top-ups with one, the newest first. With a part of a
 * top-up's own money, the same part of its gift lapses, rounded up. Null where there is not so much own money.
 */
export function planReturn<Of extends Lot>(amountMinor: Minor, left: PurseLeft<Of>): Take<Of>[] | null {
  const plain = left.lots.filter(({ giftMinor }) => giftMinor === 0);
  const gifted = left.lots.filter(({ giftMinor }) => giftMinor > 0);
  const order: { lot: Of | null; ownMinor: Minor; giftMinor: Minor }[] = [
    { lot: null, ownMinor: left.restMinor, giftMinor: ZERO },
    ...plain,
    ...gifted,
  ];
  const takes: Take<Of>[] = [];
  let missingMinor = amountMinor;
  for (const { lot, ownMinor, giftMinor } of order) {
    const takenMinor = toMinor(Math.min(missingMinor, ownMinor));
    if (takenMinor <= 0) continue;
    const keptMinor = shareDown(giftMinor, ownMinor - takenMinor, ownMinor);
    takes.push({ lot, ownMinor: takenMinor, giftMinor: subtract(giftMinor, keptMinor) });
    missingMinor = subtract(missingMinor, takenMinor);
  }
  return missingMinor === 0 ? takes : null;
}

/** The gift that lapses with these takes. */
export function lapsingOf(takes: readonly Pick<Take<Lot>, 'giftMinor'>[]): Minor {
  return add(ZERO, ...takes.map(({ giftMinor }) => giftMinor));
}
