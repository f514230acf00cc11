import { newId } from '@tessera/kernel';
import { afterEach, expect, test, vi } from 'vitest';
import { watchSeenTerminals } from './seen-terminals.ts';

afterEach(() => vi.useRealTimers());

test('a till that charges a thousand times a minute is written once a minute', async () => {
  vi.useFakeTimers();
  const [one, other] = [newId<'terminal'>(), newId<'terminal'>()];
  const written: string[][] = [];
  const seen = watchSeenTerminals(
    async (terminalIds) => void written.push(terminalIds),
    () => expect.unreachable(),
  );
  for (let charge = 0; charge < 1_000; charge += 1) seen.touch(one);
  seen.touch(other);
  await vi.advanceTimersByTimeAsync(59_999);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_001);
  expect(written).toEqual([[one, other]]);
  seen.touch(one);
  await seen.close();
  expect(written).toEqual([[one, other], [one]]);
});

test('what could not be written is tried again', async () => {
  const one = newId<'terminal'>();
  const written: string[][] = [];
  const failures: unknown[] = [];
  let broken = true;
  const seen = watchSeenTerminals(
    async (terminalIds) => {
      if (broken) throw new Error('no connection');
      written.push(terminalIds);
    },
    (error) => failures.push(error),
  );
  seen.touch(one);
  await seen.flush();
  broken = false;
  await seen.close();
  expect(failures).toHaveLength(1);
  expect(written).toEqual([[one]]);
});
