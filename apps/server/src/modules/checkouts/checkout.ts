import type { checkouts, OutputOf } from '@tessera/contract';
import { type Minor, subtract, toMinor } from '@tessera/kernel';

export type CheckoutView = OutputOf<typeof checkouts.payCheckout>;
export type AppliedView = CheckoutView['applied'][number];

/** Codes of the transfers: from a campaign's account to the merchant's, and what comes back of it with a refund. */
export const CHECKOUT_CODES = { share: 150, shareReturn: 151 } as const;

export type Refunded = { readonly totalMinor: Minor; readonly returnedMinor: Minor };

/**
 * What of a share comes back now, when `refunded` says how much of the payment has: in proportion, rounded down, and all of it with the last fen.
 * What came back before counts, so any portions add up exactly.
 */
export function shareBack(share: { costMinor: Minor; returnedMinor: Minor }, { totalMinor, returnedMinor }: Refunded): Minor {
  const due = totalMinor === 0 ? 0 : Number((BigInt(share.costMinor) * BigInt(returnedMinor)) / BigInt(totalMinor));
  return subtract(toMinor(due), share.returnedMinor);
}
