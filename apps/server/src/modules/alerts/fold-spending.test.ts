import { type Id, newId, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { foldSpending, type Spend } from './fold-spending.ts';

const memberId = newId<'member'>();
const THRESHOLD = toMinor(50_000);
const day = '2026-09-01';
const at = (minute: number) => new Date(Date.UTC(2026, 8, 1, 4, minute));
const spend = (minute: number, amountMinor: number, who: Id<'member'> = memberId): Spend => ({
  memberId: who,
  businessOn: day,
  amountMinor,
  at: at(minute),
});

test('exactly the threshold calls nobody, one fen more does', () => {
  expect(foldSpending([], [spend(1, 50_000)], THRESHOLD).crossings).toEqual([]);
  expect(foldSpending([], [spend(1, 50_000), spend(2, 1)], THRESHOLD).crossings).toEqual([{ memberId, businessOn: day, amountMinor: 50_001 }]);
});

test('what is given back soon after does not retract the call, and a second crossing makes no second one', () => {
  const { days, crossings } = foldSpending([], [spend(1, 60_000), spend(2, -30_000), spend(3, 40_000)], THRESHOLD);
  expect(crossings).toHaveLength(1);
  expect(days).toEqual([{ member_id: memberId, business_on: day, spent_minor: 70_000 }]);
});

test('what comes out of order is added in the order of its time', () => {
  expect(foldSpending([], [spend(2, 45_000), spend(1, 10_000), spend(0, 3_000), spend(3, -9_000)], THRESHOLD).crossings).toHaveLength(1);
  expect(foldSpending([], [spend(3, 45_000), spend(1, 10_000), spend(2, -9_000)], THRESHOLD).crossings).toEqual([]);
});

test('a day goes on from what it held, and members do not mix', () => {
  const before = [{ member_id: memberId, business_on: day, spent_minor: toMinor(49_000) }];
  const other = newId<'member'>();
  const { crossings, days } = foldSpending(before, [spend(1, 2_000), spend(1, 49_000, other)], THRESHOLD);
  expect(crossings).toEqual([{ memberId, businessOn: day, amountMinor: 51_000 }]);
  expect(days).toHaveLength(2);
});
