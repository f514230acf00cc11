import { DISPUTE_KINDS, DISPUTE_STATES, PAYMENT_KINDS } from '@tessera/contract';
import { toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseNumberOf, faultOfClaim, isActive, mayMove, planRefund, readCaseNumber, stateAfter } from './dispute.ts';

test('a case that has ended takes no step any more', () => {
  for (const state of ['closed', 'withdrawn'] as const) {
    for (const move of ['write', 'assign', 'ask', 'answer', 'decide', 'approve', 'agree', 'withdraw', 'accept'] as const) {
      expect(mayMove(state, move), `${move} when ${state}`).toBe(false);
    }
  }
});

test('what waits for the member or a second person is decided by nobody else', () => {
  for (const state of ['consent', 'approval', 'decided'] as const) expect(mayMove(state, 'decide'), state).toBe(false);
  expect(DISPUTE_STATES.filter((state) => mayMove(state, 'approve'))).toEqual(['approval']);
  expect(DISPUTE_STATES.filter((state) => mayMove(state, 'agree'))).toEqual(['consent']);
});

test('each state is under way or has a result', () => {
  expect(DISPUTE_STATES.filter((state) => !isActive(state))).toEqual(['decided', 'closed', 'withdrawn']);
});

test('a kind asks for the payment and the amount without which nobody could look into it', () => {
  const claimMinor = toMinor(100);
  expect(faultOfClaim({ kind: 'charged_twice', claimMinor: undefined }, undefined)).toBe('disputes.payment_needed');
  expect(faultOfClaim({ kind: 'charged_twice', claimMinor: undefined }, 'top_up')).toBe('disputes.kind_not_for_payment');
  expect(faultOfClaim({ kind: 'wrong_amount', claimMinor: undefined }, 'charge')).toBe('disputes.amount_needed');
  expect(faultOfClaim({ kind: 'top_up_missing', claimMinor }, undefined)).toBeUndefined();
  expect(faultOfClaim({ kind: 'top_up_missing', claimMinor }, 'charge')).toBe('disputes.kind_not_for_payment');
  for (const payment of PAYMENT_KINDS) expect(faultOfClaim({ kind: 'other', claimMinor: undefined }, payment)).toBeUndefined();
  for (const kind of DISPUTE_KINDS) expect(faultOfClaim({ kind, claimMinor }, kind === 'top_up_missing' ? 'top_up' : 'charge')).toBeUndefined();
});

test('a whole refund is exactly what is left, and nothing left is no refund', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (paid, part) => {
      const refunded = Math.floor(paid * part);
      const payment = { kind: 'charge' as const, amountMinor: toMinor(paid), refundedMinor: toMinor(refunded) };
      const plan = planRefund('refund', { payment, amountMinor: undefined });
      expect(plan).toEqual(refunded === paid ? { fault: 'disputes.nothing_left' } : { amountMinor: paid - refunded });
    }),
  );
});

test('a part is the one that was named, and only a sale is given back', () => {
  const payment = { kind: 'charge' as const, amountMinor: toMinor(500), refundedMinor: toMinor(0) };
  expect(planRefund('refund_part', { payment, amountMinor: undefined })).toEqual({ fault: 'disputes.amount_needed' });
  expect(planRefund('refund_part', { payment, amountMinor: toMinor(120) })).toEqual({ amountMinor: 120 });
  expect(planRefund('refund', { payment: { ...payment, kind: 'top_up' }, amountMinor: undefined })).toEqual({ fault: 'disputes.payment_needed' });
  expect(planRefund('refund', { payment: null, amountMinor: undefined })).toEqual({ fault: 'disputes.payment_needed' });
});

test('only what moves at once is decided at once', () => {
  for (const outcome of ['refund', 'refund_part', 'refused', 'resolved'] as const) expect(stateAfter(outcome), outcome).toBe('decided');
  expect([stateAfter('correction'), stateAfter('goodwill')]).toEqual(['consent', 'approval']);
});

test('a case number is read back as it is written, with or without its letter and zeros', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (number) => {
      expect(readCaseNumber(caseNumberOf(number))).toBe(number);
    }),
  );
  expect([readCaseNumber('d42'), readCaseNumber(' 42 '), readCaseNumber('D000042'), readCaseNumber('李小雨'), readCaseNumber('D')]).toEqual([
    42,
    42,
    42,
    undefined,
    undefined,
  ]);
});
