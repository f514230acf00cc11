import { type Minor, shareDown, split, toMinor } from '@tessera/kernel';

/** What is left of one source: its points, what its issuer pays for them, and what it bears of the merchant's price. */
export type SourceLeft = { readonly points: number; readonly priceMinor: Minor; readonly costMinor: Minor };
export type RedemptionLeft = { readonly quantity: number; readonly cashMinor: Minor; readonly sources: readonly SourceLeft[] };

/**
 * What is given back of each source when so many pieces come back, of what is left of a redemption. Points are shared by the largest remainder;
 * money and prices in proportion, rounded down, so that what remains is owed by whoever keeps the rest; whoever gives back the last piece gives
 * back all that is left. Returns in any portions add up to the whole exactly. Pure. @throws RangeError when more comes back than is left
 */
export function giveBack(left: RedemptionLeft, quantity: number): RedemptionLeft {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > left.quantity) throw new RangeError('no more comes back than is left');
  const pointsLeft = left.sources.map(({ points }) => points);
  const whole = toMinor(pointsLeft.reduce((sum, points) => sum + points, 0));
  const points = whole === 0 ? pointsLeft : split(shareDown(whole, quantity, left.quantity), pointsLeft);
  return {
    quantity,
    cashMinor: shareDown(left.cashMinor, quantity, left.quantity),
    sources: left.sources.map((source, index) => partOf(source, points[index] ?? 0)),
  };
}

function partOf(source: SourceLeft, points: number): SourceLeft {
  if (points === source.points) return source;
  return { points, priceMinor: shareDown(source.priceMinor, points, source.points), costMinor: shareDown(source.costMinor, points, source.points) };
}

/** What is left after it. Pure. */
export function leftAfter(left: RedemptionLeft, back: RedemptionLeft): RedemptionLeft {
  return {
    quantity: left.quantity - back.quantity,
    cashMinor: toMinor(left.cashMinor - back.cashMinor),
    sources: left.sources.map((source, index) => ({
      points: source.points - (back.sources[index]?.points ?? 0),
      priceMinor: toMinor(source.priceMinor - (back.sources[index]?.priceMinor ?? 0)),
      costMinor: toMinor(source.costMinor - (back.sources[index]?.costMinor ?? 0)),
    })),
  };
}
