import { isUnanswered } from '@tessera/ui';

/** It has no answer yet, so it may have been booked. */
export function isOpen(book: { isPending: boolean; error: unknown }): boolean {
  return book.isPending || isUnanswered(book.error);
}

/** While an earlier try is open that one and no other: its points may be spent already, and at another price it would be another booking. */
export function orderToShow<Order>(
  book: Parameters<typeof isOpen>[0],
  orders: { held: Order | undefined; fresh: Order | undefined },
): Order | undefined {
  return isOpen(book) && orders.held !== undefined ? orders.held : orders.fresh;
}
