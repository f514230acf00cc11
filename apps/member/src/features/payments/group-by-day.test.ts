import type { Payment } from '@tessera/contract';
import { newId, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day.ts';

function payment(at: string, kind: Payment['kind'], amount: number): Payment {
  return {
    id: newId(Date.parse(at)),
    kind,
    amountMinor: toMinor(amount),
    refundedMinor: toMinor(0),
    balanceAfterMinor: toMinor(0),
    legs: [],
    memberId: null,
    memberName: '',
    memberNumber: '',
    merchantId: null,
    merchantName: null,
    terminalId: null,
    terminalName: null,
    credential: 'code',
    originalId: null,
    reason: null,
    at,
  };
}

// Midnight in the operator's zone is 16:00 in UTC.
const list = [
  payment('2026-03-01T16:00:00Z', 'charge', 1250),
  payment('2026-03-01T15:59:59Z', 'charge', 300),
  payment('2026-03-01T10:00:00Z', 'top_up', 5000),
  payment('2026-03-01T09:00:00Z', 'refund', 200),
];

test('movements are grouped by the operator’s day, with what went out and what came in', () => {
  expect(groupByDay(list, true).map(({ day, items, sums }) => ({ day, count: items.length, ...sums }))).toEqual([
    { day: '2026-03-02', count: 1, outMinor: 1250, inMinor: 0 },
    { day: '2026-03-01', count: 3, outMinor: 300, inMinor: 5200 },
  ]);
});

test('a day that may go on has no sums yet', () => {
  expect(groupByDay(list, false).map((group) => group.sums !== null)).toEqual([true, false]);
});
