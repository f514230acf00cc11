import type { Payment } from '@tessera/contract';
import { add } from '@tessera/kernel';
import { dayOf } from './days.ts';

export type PaymentFilter = {
  kind?: Payment['kind'] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** In a shop's name or a reason. What just arrived is not looked through for it; the next read is. */
  q?: string | undefined;
};
type Page = { items: Payment[]; nextCursor: string | null };
export type PaymentPages = { pages: Page[]; pageParams: unknown[] };

/**
 * Puts what just arrived on top of a list that was already read page by page, where it passes the list's filter, and adds a refund to its
 * original. What the list holds already is replaced in place, so that the same news twice changes nothing.
 */
export function mergeArrivals(list: PaymentPages, arrived: readonly Payment[], filter: PaymentFilter): PaymentPages {
  const known = new Set(list.pages.flatMap((page) => page.items.map((item) => item.id)));
  const news = arrived.filter((payment) => !known.has(payment.id) && passes(payment, filter));
  const update = (item: Payment) =>
    arrived.find((payment) => payment.id === item.id) ??
    addRefunds(
      item,
      arrived.filter((payment) => !known.has(payment.id)),
    );
  const [first, ...rest] = list.pages.map((page) => ({ ...page, items: page.items.map(update) }));
  if (!first) return list;
  const items = [...news, ...first.items].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return { ...list, pages: [{ ...first, items }, ...rest] };
}

function addRefunds(item: Payment, unknown: readonly Payment[]): Payment {
  const refunded = unknown.filter((payment) => payment.originalId === item.id);
  if (refunded.length === 0) return item;
  return { ...item, refundedMinor: add(item.refundedMinor, ...refunded.map((refund) => refund.amountMinor)) };
}

function passes(payment: Payment, filter: PaymentFilter): boolean {
  if (filter.q) return false;
  if (filter.kind && payment.kind !== filter.kind) return false;
  const day = dayOf(payment.at);
  return (!filter.from || day >= filter.from) && (!filter.to || day <= filter.to);
}

declare module '@tanstack/react-query' {
  interface Register {
    /** What a list of payments was filtered by, so that arrivals can be put in their place. */
    queryMeta: { filter?: PaymentFilter };
  }
}
