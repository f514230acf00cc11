import type { checkouts, OutputOf } from '@tessera/contract';
import { type Minor, shareDown, subtract, ZERO } from '@tessera/kernel';

export type CheckoutView = OutputOf<typeof checkouts.payCheckout>;
export type AppliedView = CheckoutView['applied'][number];

/** Codes of the transfers: from a campaign's account to the merchant's, and what comes back of it with a refund. */
export const CHECKOUT_CODES = { share: 150, shareReturn: 151 } as const;

/** `beforeMinor`: of what has come back, that of which the shares have been settled. */
export type Refunded = { readonly totalMinor: Minor; readonly beforeMinor: Minor; readonly returnedMinor: Minor };

/**
 * What of a share comes back now, when `refunded` says how much of the payment has: what is left of it, in proportion to what was left of the
 * payment, rounded down; so all of it comes back with the last fen, however much a return by pieces has taken before.
 */
export function shareBack(share: { costMinor: Minor; returnedMinor: Minor }, { totalMinor, beforeMinor, returnedMinor }: Refunded): Minor {
  const open = subtract(totalMinor, beforeMinor);
  return open === 0 ? ZERO : shareDown(subtract(share.costMinor, share.returnedMinor), subtract(returnedMinor, beforeMinor), open);
}
