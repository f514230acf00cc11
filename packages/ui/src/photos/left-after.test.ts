import { ProblemError } from '@tessera/contract/client';
import { expect, test } from 'vitest';
import { leftAfter } from './left-after.ts';

const refusal = (code: 'disputes.photo_unreadable' | 'disputes.too_many_photos' | 'request.unreachable') =>
  new ProblemError({ code, status: 409, requestId: 'r', params: {} });

test('one photo that is refused leaves those behind it, a full case none, and without an answer all wait', () => {
  const waiting = ['a', 'b', 'c'];
  expect(leftAfter(waiting, null)).toEqual(['b', 'c']);
  expect(leftAfter(waiting, refusal('disputes.photo_unreadable'))).toEqual(['b', 'c']);
  expect(leftAfter(waiting, refusal('disputes.too_many_photos'))).toEqual([]);
  expect(leftAfter(waiting, refusal('request.unreachable'))).toEqual(waiting);
});
