import { type Minor, split, toMinor, ZERO } from '@tessera/kernel';
import type { PayParts } from './pay-parts.ts';

/** What each source bears of the price that the operator agreed on with the merchant. */
export type CostShares = {
  /** In the order of the sources. */
  readonly sourceMinor: readonly Minor[];
  /** What the member's own money stands for: the merchant has it already, so nobody owes it. */
  readonly cashMinor: Minor;
};

/** Shares the merchant's price over all that was given, in proportion to the points that each part is or stands in for; by the largest remainder. Pure. */
export function shareCost(agreedMinor: Minor, parts: Pick<PayParts<string>, 'sources' | 'pointsInMoney'>): CostShares {
  const weights = [...parts.sources.map(({ points }) => points), parts.pointsInMoney];
  if (weights.every((weight) => weight === 0)) return { sourceMinor: [], cashMinor: agreedMinor };
  const shares = split(agreedMinor, weights);
  return { sourceMinor: shares.slice(0, -1), cashMinor: shares.at(-1) ?? ZERO };
}

/** What an issuer pays for redeemed points, rounded half up once for the redemption. Pure. */
export function priceOfPoints(points: number, pricePerThousand: number): Minor {
  const product = BigInt(points) * BigInt(pricePerThousand);
  return toMinor(Number((product + 500n) / 1000n));
}
