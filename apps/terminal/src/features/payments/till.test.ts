import { toMinor } from '@tessera/kernel';
import { expect, it } from 'vitest';
import { padTotal } from './amount-pad.ts';
import { NEW_TILL, type Till, type TillEvent, tillStep } from './till.ts';

const maxMinor = toMinor(100_000);
const run = (events: readonly TillEvent[], from: Till = NEW_TILL) => events.reduce(tillStep, from);
const five: TillEvent = { type: 'pad', key: '5', maxMinor };

it('nobody is asked to pay nothing', () => {
  expect(run([{ type: 'present' }]).view).toBe('amount');
  expect(run([five, { type: 'present' }]).view).toBe('present');
});

it('an amount that was not taken whole is not charged', () => {
  const tooMuch = run([five, five, five, five, { type: 'present' }]);
  expect(tooMuch.view).toBe('amount');
  const mended = run([{ type: 'pad', key: 'delete', maxMinor }, { type: 'present' }], tooMuch);
  expect(mended.view).toBe('present');
  expect(padTotal(mended.pad)).toBe(55_500);
});

it('a sale that was given up can be brought back, one that is over cannot', () => {
  const back: TillEvent = { type: 'pad', key: 'recall', maxMinor };
  expect(padTotal(run([five, { type: 'cleared' }, back]).pad)).toBe(500);
  expect(padTotal(run([five, { type: 'reset' }, back]).pad)).toBe(0);
});

it('a declined sale keeps its amount for the next try', () => {
  const till = run([five, { type: 'retry' }]);
  expect(till.view).toBe('present');
  expect(padTotal(till.pad)).toBe(500);
});

it('a member number takes only what can be in one', () => {
  expect(run([five, { type: 'present' }, { type: 'memberTyped', text: '2０2' }, { type: 'memberTyped', text: ' 3?' }]).member).toBe('2023');
  expect(run([{ type: 'memberTyped', text: '1'.repeat(40) }]).member).toHaveLength(24);
});

it('a PIN is six digits and can be taken back', () => {
  expect(run([{ type: 'pinTyped', digits: '12a3' }, { type: 'deleted' }]).pin).toBe('12');
  expect(run([{ type: 'pinTyped', digits: '12345678' }]).pin).toBe('123456');
});
