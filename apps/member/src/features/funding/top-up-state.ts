import type { OwnOrder } from '@tessera/contract';

type Told = Pick<OwnOrder, 'state' | 'wasPayable'> & { refundedMinor: number; amountMinor: number };
export type TopUpState = OwnOrder['state'] | 'returned' | 'unreached';

/**
 * As people call it: what was paid and given back at once has its own word, and so has an order that the channel never answered. Of that one the
 * phone was never shown anything to pay by. Pure.
 */
export function stateOf({ state, refundedMinor, amountMinor, wasPayable }: Told): TopUpState {
  if (state === 'paid' && refundedMinor === amountMinor) return 'returned';
  if ((state === 'created' || state === 'unknown') && !wasPayable) return 'unreached';
  return state;
}
