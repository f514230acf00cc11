import { ProblemError } from '@tessera/contract/client';
import { newId, toMinor } from '@tessera/kernel';
import { describe, expect, it } from 'vitest';
import type { Answer, Attempt, ChargeKey } from './charge-flow.ts';
import { createChargeRuntime } from './charge-runtime.ts';

const START_MS = Date.parse('2026-03-01T04:00:00.000Z');

const key = newId<'payment'>();
type Line = { socketOpen?: boolean; loseRequests?: number; loseAnswers?: number; loseAsks?: number };

function approvedOf({ key, amountMinor, at }: Attempt): Answer {
  const holder = { nameMasked: '张*', memberNumberMasked: '20**01' };
  return { outcome: 'approved', key, amountMinor, balanceAfterMinor: toMinor(0), holder, legs: [], replayed: false, at };
}

function unreachable(): never {
  throw new ProblemError({ code: 'request.unreachable', status: 0, params: {} });
}

/** A server with books, behind a line that can lose what is sent and what comes back; time is turned by hand. */
function scene(line: Line) {
  const books = new Map<ChargeKey, Answer>();
  const kept = new Set<ChargeKey>();
  const timers: { run: () => void; atMs: number }[] = [];
  const lose = { requests: line.loseRequests ?? 0, answers: line.loseAnswers ?? 0, asks: line.loseAsks ?? 0 };
  let nowMs = START_MS;

  const book = (attempt: Attempt): Answer => {
    const before = books.get(attempt.key);
    if (before) return { ...before, replayed: true };
    const answer = approvedOf(attempt);
    books.set(attempt.key, answer);
    return answer;
  };
  const arrives = (kind: keyof typeof lose) => {
    lose[kind] -= 1;
    return lose[kind] < 0;
  };
  const runtime = createChargeRuntime({
    sendBySocket: (attempt) => {
      if (line.socketOpen === false) return false;
      if (!arrives('requests')) return true;
      const answer = book(attempt);
      if (arrives('answers')) queueMicrotask(() => runtime.dispatch({ type: 'answered', answer }));
      return true;
    },
    sendByHttp: async (attempt) => {
      if (!arrives('requests')) unreachable();
      const answer = book(attempt);
      if (!arrives('answers')) unreachable();
      return answer;
    },
    find: async (key) => {
      if (!arrives('asks')) unreachable();
      return books.get(key) ?? { outcome: 'unknown', key };
    },
    keep: (attempt) => kept.add(attempt.key),
    drop: (key) => kept.delete(key),
    settled: () => {},
    sound: () => {},
    later: (run, afterMs) => timers.push({ run, atMs: nowMs + afterMs }),
    nowMs: () => nowMs,
  });
  const pass = async (seconds: number) => {
    for (let tick = 0; tick < seconds * 10; tick += 1) {
      nowMs += 100;
      for (const timer of timers.splice(0)) timer.atMs <= nowMs ? timer.run() : timers.push(timer);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const sell = () =>
    runtime.dispatch({
      type: 'presented',
      key,
      amountMinor: toMinor(1250),
      credential: { kind: 'card', uid: '04A2B3C4' },
      at: new Date(nowMs).toISOString(),
    });
  return { runtime, books, kept, pass, sell };
}

describe('a sale over a bad line', () => {
  it.each([
    ['all is well', {}],
    ['the answer is lost', { loseAnswers: 1 }],
    ['the request is lost', { loseRequests: 1 }],
    ['two requests and two answers are lost', { loseRequests: 1, loseAnswers: 2 }],
    ['the socket is closed', { socketOpen: false }],
    ['the socket is closed and the answer is lost', { socketOpen: false, loseAnswers: 1 }],
    ['the socket is closed, and three questions fail', { socketOpen: false, loseAnswers: 1, loseAsks: 3 }],
  ])('takes the money exactly once and says so: %s', async (_, line) => {
    const till = scene(line);
    till.sell();
    await till.pass(40);
    expect(till.runtime.getState().step).toBe('approved');
    expect(till.books.size).toBe(1);
    expect(till.kept.size).toBe(0);
  });

  it('stays open, and written down, while nobody can be asked; and is resolved once someone can', async () => {
    const till = scene({ loseAnswers: 1, loseAsks: 8 });
    till.sell();
    await till.pass(60);
    expect(till.runtime.getState().step).toBe('unresolved');
    expect(till.kept.size).toBe(1);
    till.runtime.dispatch({ type: 'askAgain' });
    await till.pass(2);
    expect(till.runtime.getState().step).toBe('approved');
    expect(till.books.size).toBe(1);
  });
});
