import type { ErrorCode } from '@tessera/contract';
import { ProblemError } from '@tessera/contract/client';
import { newId, toMinor } from '@tessera/kernel';
import { expect, it } from 'vitest';
import { type RefundAnswer, type RefundOrder, refundable, sendRefund } from './refund-order.ts';

const order: RefundOrder = { paymentId: newId(), amountMinor: toMinor(500), key: newId() };
const payment: RefundAnswer['payment'] = {
  id: newId(),
  kind: 'refund',
  amountMinor: toMinor(500),
  refundedMinor: toMinor(0),
  balanceAfterMinor: toMinor(500),
  legs: [],
  memberId: null,
  memberName: '张*',
  memberNumber: '20**01',
  merchantId: null,
  merchantName: null,
  terminalId: null,
  terminalName: null,
  credential: 'card',
  originalId: order.paymentId,
  reason: null,
  at: '2026-03-01T04:00:00.000Z',
};
const answer: RefundAnswer = { payment, originalRefundedMinor: toMinor(500), replayed: false };

function problem(code: ErrorCode | 'request.unreachable') {
  return new ProblemError({ code, status: 0, params: {} });
}

/** Answers with each of `replies` in turn, then with success. */
function line(...replies: readonly Error[]) {
  const sent: string[] = [];
  const send = async ({ key }: RefundOrder) => {
    const reply = replies[sent.length];
    sent.push(key);
    if (reply) throw reply;
    return answer;
  };
  return { sent, ports: { send, pause: async () => {} } };
}

it('a refund is sent again with the same key until it is answered', async () => {
  const { sent, ports } = line(problem('request.unreachable'), problem('request.unavailable'));
  expect(await sendRefund(ports, order)).toEqual({ kind: 'done', answer });
  expect(sent).toEqual([order.key, order.key, order.key]);
});

it('a refusal ends it at once', async () => {
  const { sent, ports } = line(problem('payments.refund_exceeds'));
  expect(await sendRefund(ports, order)).toEqual({ kind: 'refused', code: 'payments.refund_exceeds' });
  expect(sent).toHaveLength(1);
});

it('a refund without any answer stays open after a bounded number of tries', async () => {
  const { sent, ports } = line(...Array.from({ length: 9 }, () => problem('request.unreachable')));
  expect(await sendRefund(ports, order)).toEqual({ kind: 'unclear' });
  expect(sent).toHaveLength(4);
});

it('what is left of a charge can be given back, a refund never', () => {
  expect(refundable({ ...payment, kind: 'charge', amountMinor: toMinor(1250), refundedMinor: toMinor(250) })).toBe(1000);
  expect(refundable(payment)).toBe(0);
});
