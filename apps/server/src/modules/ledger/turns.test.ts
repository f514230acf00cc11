import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { MAX_CHARGES_PER_BATCH } from './charge-batch.ts';
import { createTurns } from './turns.ts';

describe('the turns of the lanes', () => {
  test('a lane waits while another one sends, and is woken when that has ended', async () => {
    const turns = createTurns();
    const woken: string[] = [];
    const first = turns.join(() => woken.push('first'));
    const second = turns.join(() => woken.push('second'));
    first.begin();
    expect(second.mayBegin(1)).toBe(false);
    first.end();
    expect(woken).toEqual(['second', 'first']);
    await sleep(30);
    expect(second.mayBegin(1)).toBe(true);
  });

  test('the first call goes at once, and the next one begins a pace later', async () => {
    const turns = createTurns();
    let isWoken = false;
    const turn = turns.join(() => {
      isWoken = true;
    });
    expect(turn.mayBegin(1)).toBe(true);
    turn.begin();
    turn.end();
    isWoken = false;
    expect(turn.mayBegin(1)).toBe(false);
    expect(turn.mayBegin(MAX_CHARGES_PER_BATCH)).toBe(true);
    await sleep(30);
    expect(isWoken).toBe(true);
    expect(turn.mayBegin(1)).toBe(true);
  });

  test('a lane with a full batch waits for nobody', () => {
    const turns = createTurns();
    turns.join(() => undefined).begin();
    expect(turns.join(() => undefined).mayBegin(MAX_CHARGES_PER_BATCH)).toBe(true);
  });

  test('a lane that is held up does not hold up the others for long', async () => {
    const turns = createTurns();
    turns.join(() => undefined).begin();
    let isWoken = false;
    const waiting = turns.join(() => {
      isWoken = true;
    });
    expect(waiting.mayBegin(1)).toBe(false);
    await sleep(60);
    expect(isWoken).toBe(true);
    expect(waiting.mayBegin(1)).toBe(true);
  });
});
