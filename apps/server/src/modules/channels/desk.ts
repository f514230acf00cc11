import type { ChannelKind } from '@tessera/contract';
import { type ChannelAdapter, ChannelFault, type PaymentRequest, type PaymentResult, type RefundResult } from './channel.ts';

export type DeskKind = Extract<ChannelKind, 'cash' | 'bankCard' | 'bankTransfer'>;

/**
 * Money in the hand: cash counts at once, a bank card by the number on the slip of its own device, a transfer once finance has found it on the
 * statement. Nobody has to be asked, so nothing is ever unknown and no bill comes from outside.
 */
export function createDesk(kind: DeskKind, clock: () => Date): ChannelAdapter {
  const none = async (): Promise<PaymentResult> => ({ state: 'absent' });
  return {
    ways: ['desk'],
    isLocal: true,
    create: async (_channel, request) => takenAtDesk(kind, request, clock()),
    payByCode: none,
    query: none,
    // What has not arrived when its time is up is not waited for any longer.
    close: async () => ({ state: 'closed' }),
    reverse: async () => ({ state: 'reversed' }),
    refund: async (_channel, request) => givenAtDesk(kind, request.reference, clock()),
    queryRefund: async () => ({ state: 'pending' }),
    readNotification: async () => {
      throw new ChannelFault('a desk sends no notifications');
    },
    acknowledge: () => ({ status: 404, type: 'text/plain', body: '' }),
    downloadBill: noLines,
    probe: async () => [],
  };
}

async function* noLines(): AsyncGenerator<string> {}

function takenAtDesk(kind: DeskKind, { amountMinor, reference }: PaymentRequest, paidAt: Date): PaymentResult {
  if (kind === 'bankTransfer') return { state: 'pending' };
  if (kind === 'bankCard' && !reference) throw new ChannelFault('a bank card payment needs the number of its slip');
  return { state: 'paid', paid: { amountMinor, transactionNo: reference ?? null, payerMasked: null, paidAt } };
}

/** Cash is handed over on the spot, and a bank card's own device has a slip for what it gave back; all else goes by a bank and is confirmed by finance. */
function givenAtDesk(kind: DeskKind, reference: string | undefined, at: Date): RefundResult {
  const isDone = kind === 'cash' || (kind === 'bankCard' && reference !== undefined);
  return isDone ? { state: 'refunded', transactionNo: reference ?? null, at } : { state: 'pending' };
}
