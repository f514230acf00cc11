import type { Payment } from '@tessera/contract';
import { type Minor, newId } from '@tessera/kernel';
import { useState } from 'react';
import { useTone } from '../../device/use-tone.ts';
import { useTerminalSession } from '../../link/terminal-session.tsx';
import { useRefreshPayments } from './charge-context.tsx';
import { dropRefund, keepRefund, openRefund, type RefundOrder, type RefundOutcome, sendRefund } from './refund-order.ts';

export type RefundState =
  | { step: 'idle' }
  | { step: 'sending'; order: RefundOrder; payment: Payment }
  | { step: 'ended'; order: RefundOrder; payment: Payment; outcome: RefundOutcome };
export type Refunding = {
  state: RefundState;
  /** Gives back `amountMinor`; a refund of this payment that is still open is finished first, with its own amount and key. */
  start: (payment: Payment, amountMinor: Minor) => void;
  sendAgain: () => void;
  close: () => void;
};

const TONES = { done: 'approved', refused: 'declined', unclear: 'attention' } as const;

export function useRefund(): Refunding {
  const { client } = useTerminalSession();
  const [state, setState] = useState<RefundState>({ step: 'idle' });
  const refresh = useRefreshPayments();
  const tone = useTone();
  const ports = {
    send: ({ paymentId, amountMinor, key }: RefundOrder) => client.payments.refundAtTerminal({ paymentId, amountMinor }, { key }),
    pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  const send = async (payment: Payment, order: RefundOrder) => {
    keepRefund(order);
    setState({ step: 'sending', order, payment });
    const outcome = await sendRefund(ports, order);
    if (outcome.kind !== 'unclear') dropRefund(order.key);
    tone(TONES[outcome.kind]);
    setState({ step: 'ended', order, payment, outcome });
    refresh();
    setTimeout(refresh, 1_500); // The totals follow a moment later.
  };
  return {
    state,
    start: (payment, amountMinor) => void send(payment, openRefund(payment.id) ?? { paymentId: payment.id, amountMinor, key: newId() }),
    sendAgain: () => {
      if (state.step === 'ended') void send(state.payment, state.order);
    },
    close: () => setState({ step: 'idle' }),
  };
}
