import type { Api, Payment, ResponseOf } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { type Id, isId, type Minor, subtract, toMinor } from '@tessera/kernel';
import { isRecord, readStored, writeStored } from '../../device/store.ts';

/** One refund as it was confirmed. Its key stays the same over every retry and over a reload, so that it is paid back once. */
export type RefundOrder = { paymentId: Id<'payment'>; amountMinor: Minor; key: string };
export type RefundAnswer = ResponseOf<Api['payments']['refundAtTerminal']>;
export type RefundOutcome = { kind: 'done'; answer: RefundAnswer } | { kind: 'refused'; code: string } | { kind: 'unclear' };

export type RefundPorts = {
  send: (order: RefundOrder) => Promise<RefundAnswer>;
  pause: (ms: number) => Promise<void>;
};

const PAUSES_MS = [0, 1_000, 2_000, 4_000];
/** Whether money moved is open after these: the same order is sent again. */
const OPEN_CODES = ['request.failed', 'request.unavailable', 'request.unreachable', 'request.busy'];

/** Sends an order until there is an answer, a bounded number of times; the server gives one key one effect. */
export async function sendRefund(ports: RefundPorts, order: RefundOrder): Promise<RefundOutcome> {
  for (const pauseMs of PAUSES_MS) {
    await ports.pause(pauseMs);
    try {
      return { kind: 'done', answer: await ports.send(order) };
    } catch (error) {
      const code = error instanceof ProblemError ? error.code : 'request.failed';
      if (!OPEN_CODES.includes(code)) return { kind: 'refused', code };
    }
  }
  return { kind: 'unclear' };
}

/** What is left of a payment to give back. */
export function refundable(payment: Payment): Minor {
  return payment.kind === 'charge' ? subtract(payment.amountMinor, payment.refundedMinor) : toMinor(0);
}

/** The order for a payment whose refund got no answer yet, if there is one. */
export function openRefund(paymentId: string): RefundOrder | undefined {
  return readOrders().find((order) => order.paymentId === paymentId);
}

export function keepRefund(order: RefundOrder): void {
  writeStored('refunds', [...readOrders().filter((other) => other.paymentId !== order.paymentId), order]);
}

export function dropRefund(key: string): void {
  const left = readOrders().filter((order) => order.key !== key);
  writeStored('refunds', left.length > 0 ? left : undefined);
}

function readOrders(): readonly RefundOrder[] {
  const stored = readStored('refunds');
  return Array.isArray(stored) ? stored.filter(isOrder) : [];
}

function isOrder(value: unknown): value is RefundOrder {
  if (!isRecord(value) || typeof value.paymentId !== 'string' || typeof value.key !== 'string') return false;
  return isId(value.paymentId) && isId(value.key) && Number.isSafeInteger(value.amountMinor);
}
