import type { Payment } from '@tessera/contract';
import { newId, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { mergeArrivals } from './merge-arrivals.ts';

const NOON = Date.parse('2026-03-01T04:00:00Z');

function payment(minutes: number, parts: Partial<Payment> = {}): Payment {
  const atMs = NOON + minutes * 60_000;
  return {
    id: newId(atMs),
    kind: 'charge',
    amountMinor: toMinor(1000),
    refundedMinor: toMinor(0),
    balanceAfterMinor: toMinor(5000),
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
    at: new Date(atMs).toISOString(),
    ...parts,
  };
}

const listOf = (...items: Payment[]) => ({ pages: [{ items, nextCursor: null }], pageParams: [undefined] });

test('what arrives stands on top, and the same news twice changes nothing', () => {
  const [old, news] = [payment(0), payment(5)];
  const once = mergeArrivals(listOf(old), [news], {});
  expect(once.pages[0]?.items).toEqual([news, old]);
  expect(mergeArrivals(once, [news], {})).toEqual(once);
});

test('a refund adds to what its original shows as refunded, once', () => {
  const original = payment(0);
  const refund = payment(5, { kind: 'refund', amountMinor: toMinor(300), originalId: original.id });
  const once = mergeArrivals(listOf(original), [refund], {});
  expect(once.pages[0]?.items[1]?.refundedMinor).toBe(300);
  expect(mergeArrivals(once, [refund], {}).pages[0]?.items[1]?.refundedMinor).toBe(300);
});

test('a filtered list takes only what passes its filter', () => {
  const old = payment(0, { kind: 'refund' });
  expect(mergeArrivals(listOf(old), [payment(5)], { kind: 'refund' }).pages[0]?.items).toEqual([old]);
  expect(mergeArrivals(listOf(old), [payment(5)], { to: '2026-02-28' }).pages[0]?.items).toEqual([old]);
});
