import type { OutputOf, SALE_PROGRESS, SaleMethod, sales } from '@tessera/contract';
import { type Minor, subtract } from '@tessera/kernel';
import type { OrderView } from '../channels/index.ts';
import type { SaleRow } from './queries.ts';

export type SaleView = OutputOf<typeof sales.getSale>;

/** The purpose of its order at a channel. */
export const SALE_PURPOSE = 'sale';

/** Kinds of channels by the method, and back: a method is a channel's kind that a till takes. */
export const METHOD_KINDS = { wechat: 'wechat', alipay: 'alipay', bankCard: 'bankCard', cash: 'cash' } as const satisfies Record<
  SaleMethod,
  OrderView['kind']
>;

/** What is under way with a sale that waits, in words for whoever stands at the till. Pure. */
export function progressOf(
  sale: Pick<SaleRow, 'state' | 'given_up_at'>,
  order: Pick<OrderView, 'state'> | undefined,
): (typeof SALE_PROGRESS)[number] | null {
  if (sale.state !== 'waiting') return null;
  if (sale.given_up_at !== null) return 'reversing';
  if (order?.state === 'pending') return 'payer';
  return order?.state === 'unknown' ? 'unknown' : 'sent';
}

/** What goes back over the counter at once. Pure. */
export function changeOf({ tendered_minor, amount_minor }: Pick<SaleRow, 'tendered_minor' | 'amount_minor'>): Minor | null {
  return tendered_minor === null ? null : subtract(tendered_minor, amount_minor);
}
