import { type Minor, toMinor, ZERO } from '@tessera/kernel';

/** What one piece of an item costs: in points, in money, or in either. */
export type ItemPrice = { readonly pointsEach: number | null; readonly moneyEachMinor: Minor | null };
/** Points that a member can spend of one programme; `endsOn` is the day on which the first of them end. */
export type Holding<Programme extends string> = { readonly programmeId: Programme; readonly balance: number; readonly endsOn: string | null };
export type PointsPart<Programme extends string> = { readonly programmeId: Programme; readonly points: number };

export type PayParts<Programme extends string> = {
  readonly sources: readonly PointsPart<Programme>[];
  readonly points: number;
  /** Points that money stands in for: the weight of the money where something is shared over all sources. */
  readonly pointsInMoney: number;
  readonly cashMinor: Minor;
};
export type PartsRefusal = 'not_priced' | 'points_not_taken' | 'points_too_few' | 'points_too_many' | 'programme_twice';

/**
 * What is paid when a member gives these points: the rest in money, in proportion, rounded up to the fen so that no missing point is free. Of an
 * item without a money price all has to be points, of one without a price in points all is money. Pure.
 */
export function payParts<Programme extends string>(
  price: ItemPrice,
  quantity: number,
  given: readonly PointsPart<Programme>[],
): PayParts<Programme> | PartsRefusal {
  const sources = given.filter(({ points }) => points > 0);
  const points = sources.reduce((sum, part) => sum + part.points, 0);
  if (new Set(sources.map(({ programmeId }) => programmeId)).size < sources.length) return 'programme_twice';
  const { pointsEach, moneyEachMinor } = price;
  if (pointsEach === null) {
    if (moneyEachMinor === null) return 'not_priced';
    return points > 0 ? 'points_not_taken' : { sources, points, pointsInMoney: 0, cashMinor: toMinor(moneyEachMinor * quantity) };
  }
  const whole = pointsEach * quantity;
  if (points > whole) return 'points_too_many';
  const pointsInMoney = whole - points;
  if (pointsInMoney === 0) return { sources, points, pointsInMoney, cashMinor: ZERO };
  if (moneyEachMinor === null) return 'points_too_few';
  return { sources, points, pointsInMoney, cashMinor: shareUp(moneyEachMinor * quantity, pointsInMoney, whole) };
}

/** Which points pay when the member has not said: those that end first, as many as the item takes. Pure. */
export function proposeSources<Programme extends string>(
  price: ItemPrice,
  quantity: number,
  holdings: readonly Holding<Programme>[],
): PointsPart<Programme>[] {
  let left = (price.pointsEach ?? 0) * quantity;
  return [...holdings].sort(endsFirst).flatMap(({ programmeId, balance }) => {
    const points = Math.min(left, Math.max(balance, 0));
    left -= points;
    return points > 0 ? [{ programmeId, points }] : [];
  });
}

function endsFirst(a: Holding<string>, b: Holding<string>): number {
  const byDay = (a.endsOn ?? '9999-12-31').localeCompare(b.endsOn ?? '9999-12-31', 'en');
  return byDay || (a.programmeId < b.programmeId ? -1 : 1);
}

/** `amount × part ÷ whole`, rounded up: the remainder is the payer's. */
function shareUp(amount: number, part: number, whole: number): Minor {
  const product = BigInt(amount) * BigInt(part);
  const divisor = BigInt(whole);
  return toMinor(Number((product + divisor - 1n) / divisor));
}
