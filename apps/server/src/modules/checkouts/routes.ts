import { checkouts } from '@tessera/contract';
import { type BoundRoute, bindDirect } from '../../platform/bind.ts';
import type { ProofParts } from '../payments/index.ts';
import { payCheckout } from './pay-checkout.ts';
import { quoteCheckout } from './quote-checkout.ts';

/** What proves a payer opens transactions of its own. */
export function createCheckoutsRoutes(parts: ProofParts): BoundRoute[] {
  return bindDirect(checkouts, {
    quoteCheckout: (call, input) => quoteCheckout(parts, call, input),
    payCheckout: (call, input) => payCheckout(parts, call, input),
  });
}
