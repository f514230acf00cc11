import { type Minor, negate, shareDown, subtract, toMinor } from '@tessera/kernel';
import type { Bearer } from '@tessera/rules';
import type { Bearers, OwnPart } from '../checkouts/index.ts';
import { isPayment, type Taking } from './taking.ts';

export type Discount = { readonly bearer: Bearer; readonly discountMinor: Minor };
/** A taking, and the payment that it gives back of. */
type Followed = Taking & { readonly paymentId: string | null };

/**
 * Who bore a discount with each taking, by its id. What others bore came as a taking of its own, and goes back as one. What the merchant bore is
 * missing in the payment; with a refund it bears less, in proportion and rounded down over all that came back, so that a payment that went back
 * in parts cost it nothing in the end. `lefts`: what is left of earlier payments. Pure.
 */
export function discountsOf(takings: readonly Followed[], { byTransfer, own }: Bearers, lefts: ReadonlyMap<string, Minor>): Map<string, Discount> {
  const left = new Map(lefts);
  const discounts = new Map<string, Discount>();
  for (const { id, kind, amountMinor, original, paymentId } of takings) {
    const brought = byTransfer.get(original ?? id);
    if (brought && kind === 'other') discounts.set(id, { bearer: brought, discountMinor: amountMinor });
    const part = own.get(isPayment(kind) ? id : (paymentId ?? ''));
    if (!part) continue;
    if (isPayment(kind)) {
      left.set(id, amountMinor);
      discounts.set(id, { bearer: 'merchant', discountMinor: part.discountMinor });
    } else if (paymentId !== null) {
      const before = left.get(paymentId) ?? part.totalMinor;
      const after = toMinor(Math.max(0, before + amountMinor));
      left.set(paymentId, after);
      const back = subtract(goneBack(part, after), goneBack(part, before));
      if (back > 0) discounts.set(id, { bearer: 'merchant', discountMinor: negate(back) });
    }
  }
  return discounts;
}

/** What the merchant bears no more once so much of the payment is left. */
function goneBack({ discountMinor, totalMinor }: OwnPart, leftMinor: Minor): Minor {
  return shareDown(discountMinor, Math.max(0, totalMinor - leftMinor), totalMinor);
}
