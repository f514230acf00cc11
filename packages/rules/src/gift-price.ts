import { type Minor, rateOf, toMinor } from '@tessera/kernel';

/** What a buyer pays for a gift card of that value, at a price in basis points of it: rounded as everywhere, and at least a fen. */
export function giftPriceOf(faceMinor: Minor, priceBps: number): Minor {
  return toMinor(Math.max(1, rateOf(faceMinor, priceBps)));
}
