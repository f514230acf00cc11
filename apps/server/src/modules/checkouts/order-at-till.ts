import type { Id, Minor } from '@tessera/kernel';
import type { TerminalFacts } from '../payments/index.ts';
import type { OfferedOrder } from './offers.ts';

type Asked = {
  readonly key: string;
  readonly memberId: Id<'member'>;
  readonly amountMinor: Minor;
  readonly couponIds: readonly Id<'coupon'>[];
  readonly codes: readonly string[];
};

/** A till types one sum, so an order has one line of nothing in particular. */
export function orderAtTill({ amountMinor, ...asked }: Asked, { merchantId, merchantCategory }: TerminalFacts): OfferedOrder {
  const line = { id: 'amount', productId: null, category: null, quantity: 1, unitMinor: amountMinor };
  return { ...asked, merchantId, merchantCategory, lines: [line] };
}
