import { ProblemError } from '@tessera/contract/client';
import { expect, test } from 'vitest';
import { afterError } from './after-error.ts';

const problem = (code: ProblemError['code'], status: number, reason?: string) =>
  new ProblemError({ code, status, requestId: 'r', params: reason === undefined ? {} : { reason } });

test('only an answer is called a decline; without one the same is sent again', () => {
  expect(afterError(problem('request.unreachable', 0))).toBe('sameAgain');
  expect(afterError(problem('request.failed', 500))).toBe('sameAgain');
  expect(afterError(problem('request.unavailable', 503))).toBe('sameAgain');
  expect(afterError(problem('redemptions.declined', 409, 'insufficient_funds'))).toBe('declined');
  expect(afterError(problem('request.forbidden', 403))).toBe('declined');
});

test('a PIN is asked for where it is missing or wrong', () => {
  expect(afterError(problem('redemptions.declined', 409, 'pin_required'))).toBe('askPin');
  expect(afterError(problem('redemptions.declined', 409, 'pin_wrong'))).toBe('askPin');
  expect(afterError(problem('redemptions.declined', 409, 'pin_locked'))).toBe('declined');
});
