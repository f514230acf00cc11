import { type Minor, shareDown, toMinor, ZERO } from '@tessera/kernel';

/** What the operator adds to a top-up: a fixed sum, or a share of what was paid up to a cap, from a least payment on. */
export type GiftTerms = { readonly minMinor: Minor } & (
  | { readonly kind: 'fixed'; readonly giftMinor: Minor }
  | { readonly kind: 'share'; readonly rateBps: number; readonly capMinor: Minor | null }
);

const BPS = 10_000;

/** Nothing below the least payment. A share is rounded down to the fen. */
export function giftFor(terms: GiftTerms, paidMinor: Minor): Minor {
  if (paidMinor < terms.minMinor) return ZERO;
  if (terms.kind === 'fixed') return terms.giftMinor;
  const shareMinor = shareDown(paidMinor, terms.rateBps, BPS);
  return terms.capMinor === null ? shareMinor : toMinor(Math.min(shareMinor, terms.capMinor));
}

/** The offers that give anything for this payment, the largest gift first; of equal ones the first named. */
export function giftsFor<Offer extends GiftTerms>(offers: readonly Offer[], paidMinor: Minor): { offer: Offer; giftMinor: Minor }[] {
  return offers
    .map((offer) => ({ offer, giftMinor: giftFor(offer, paidMinor) }))
    .filter(({ giftMinor }) => giftMinor > 0)
    .sort((a, b) => b.giftMinor - a.giftMinor);
}
