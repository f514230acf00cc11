import type { Payment, Sale } from '@tessera/contract';

/** What stands beside the amount: the newest sale, however it was paid. */
export type LastSale = { way: 'wallet'; payment: Payment } | { way: 'direct'; sale: Sale };

/** Of the newest of either kind, the one that was paid later. Pure. */
export function newerOf(payment: Payment | undefined, sale: Sale | undefined): LastSale | undefined {
  const isDirect = sale !== undefined && (payment === undefined || Date.parse(sale.paidAt ?? sale.at) > Date.parse(payment.at));
  if (isDirect) return { way: 'direct', sale };
  return payment && { way: 'wallet', payment };
}
