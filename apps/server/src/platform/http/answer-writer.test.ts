import { type Route, routes } from '@tessera/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { answerWriter, checkedAnswerWriter } from './answer-writer.ts';

const instant = z.codec(z.iso.datetime(), z.date(), { decode: (text) => new Date(text), encode: (at) => at.toISOString() });
const at = new Date('2026-03-01T08:00:00.123Z');

function routeOf(response: z.ZodType): Route {
  return routes({ look: { method: 'GET', path: '/look', summary: 'Look', permission: 'public', response, errors: [] } }).look;
}

test('an answer is written as the contract has it, and what is not in it stays inside', () => {
  const route = routeOf(z.object({ name: z.string(), at: instant, seenAt: instant.nullable(), note: z.string().optional() }));
  const text = answerWriter(route)({ name: '王小明 "引号"', at, seenAt: null, note: undefined, pinHash: 'secret' });
  expect(JSON.parse(text)).toEqual({ name: '王小明 "引号"', at: at.toISOString(), seenAt: null });
});

test('one of several shapes is written with its own fields only', () => {
  const route = routeOf(
    z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('approved'), at: instant, legs: z.array(z.object({ amountMinor: z.int() })) }),
      z.object({ outcome: z.literal('declined'), at: instant, reason: z.string() }),
    ]),
  );
  const write = answerWriter(route);
  expect(JSON.parse(write({ outcome: 'declined', at, reason: 'late', legs: [] }))).toEqual({
    outcome: 'declined',
    at: at.toISOString(),
    reason: 'late',
  });
  expect(JSON.parse(write({ outcome: 'approved', at, legs: [{ amountMinor: 5, of: 'x' }] }))).toEqual({
    outcome: 'approved',
    at: at.toISOString(),
    legs: [{ amountMinor: 5 }],
  });
  expect(() => write({ outcome: 'lost', at })).toThrow('no answer is of the kind lost');
});

test('a shape may go by several names, and be a choice of its own', () => {
  const open = z.discriminatedUnion('by', [
    z.object({ state: z.literal('open'), by: z.literal('card'), uid: z.string() }),
    z.object({ state: z.literal('open'), by: z.literal('code') }),
  ]);
  const write = answerWriter(routeOf(z.discriminatedUnion('state', [open, z.object({ state: z.enum(['closed', 'lost']), at: instant })])));
  expect(JSON.parse(write({ state: 'lost', at, by: 'nobody' }))).toEqual({ state: 'lost', at: at.toISOString() });
  expect(JSON.parse(write({ state: 'open', by: 'card', uid: 'A1', at }))).toEqual({ state: 'open', by: 'card', uid: 'A1' });
});

test('free content is written whole', () => {
  const route = routeOf(z.object({ before: z.record(z.string(), z.unknown()).nullable(), after: z.unknown() }));
  const answer = { before: { a: [1, { b: null }] }, after: { c: '文' } };
  expect(JSON.parse(answerWriter(route)(answer))).toEqual(answer);
});

test('an answer that lacks what the contract promises is a fault', () => {
  const route = routeOf(z.object({ name: z.string() }));
  expect(() => answerWriter(route)({})).toThrow('required');
  expect(() => checkedAnswerWriter(route)({ name: 5 })).toThrow();
});
