/** So many points for each whole `perMinor` of a sum, times a factor of a hundred. */
export type EarningTerms = { readonly points: number; readonly perMinor: number; readonly factorPercent: number };

const HUNDRED = 100n;
/** No payment earns more, whatever rule and level say: what somebody may be given by hand at once. */
const POINTS_MAX = 100_000_000n;

/**
 * What a sum of money earns, rounded down once at the end: 19.99 at one point a yuan is 19, and at a factor of 150 it is 29. The remainder is
 * nobody's. A sum of which a part was given back earns what the rest does, by the same terms.
 */
export function pointsEarned({ points, perMinor, factorPercent }: EarningTerms, netMinor: number): number {
  if (netMinor <= 0) return 0;
  const earned = (BigInt(netMinor) * BigInt(points) * BigInt(factorPercent)) / (BigInt(perMinor) * HUNDRED);
  return Number(earned < POINTS_MAX ? earned : POINTS_MAX);
}
