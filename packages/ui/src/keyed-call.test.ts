import { ProblemError } from '@tessera/contract/client';
import { expect, test } from 'vitest';
import { isUnanswered, keyedCall } from './keyed-call.ts';

const problem = (code: ProblemError['code'], status: number) => new ProblemError({ code, status, params: {} });
const LOST = problem('request.unreachable', 0);

/** Sends the same content over and over; each time the next of these comes back. */
async function keysOf(answers: readonly (ProblemError | 'done')[]) {
  const keys: string[] = [];
  const open: boolean[] = [];
  const send = keyedCall((_input: string, { key }) => {
    const answer = answers[keys.push(key) - 1];
    return answer === 'done' ? Promise.resolve() : Promise.reject(answer);
  });
  for (const _ of answers) open.push(await send('same').then(() => false, isUnanswered));
  return { keys: keys.map((key) => keys.indexOf(key)), open };
}

test('a repeat that is turned away at the door keeps the key of the try that had no answer', async () => {
  const turnedAway = [problem('request.rate_limited', 429), problem('request.unauthenticated', 401)];
  expect(await keysOf([LOST, ...turnedAway, 'done', 'done'])).toEqual({ keys: [0, 0, 0, 0, 4], open: [true, true, true, false, false] });
});

test('a refusal ends the key: by the route always, at the door when nothing was open', async () => {
  const refused = problem('wallets.unknown', 404);
  expect(await keysOf([LOST, refused, 'done'])).toEqual({ keys: [0, 0, 2], open: [true, false, false] });
  expect(await keysOf([problem('request.rate_limited', 429), 'done'])).toEqual({ keys: [0, 1], open: [false, false] });
});
