import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';

/** Of a payment that several purses bore, what gift cards bore; below zero where money left them. */
export function giftCardPart({ kind, legs }: Pick<Payment, 'kind' | 'legs'>): number {
  const part = legs.filter(({ purse }) => purse === 'giftCard').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return PAYMENT_DIRECTIONS[kind] === 'out' ? -part : part;
}
