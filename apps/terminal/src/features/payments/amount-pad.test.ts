import { MAX_AMOUNT_MINOR, toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AmountPad, clearPad, EMPTY_PAD, ITEMS_MAX, isWhole, type PadKey, padKeyOf, padTotal, pressPad } from './amount-pad.ts';

const MAX = toMinor(MAX_AMOUNT_MINOR);
const KEYS: readonly PadKey[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '00', '.', '+', 'delete', 'clear', 'recall'];

function press(keys: readonly PadKey[], from: AmountPad = EMPTY_PAD, max = MAX): AmountPad {
  return keys.reduce((pad, key) => pressPad(pad, key, max), from);
}

describe('the amount pad', () => {
  it('reads yuan and fen as they are typed', () => {
    expect(padTotal(press(['1', '2', '.', '5']))).toBe(1250);
    expect(padTotal(press(['7']))).toBe(700);
    expect(padTotal(press(['.', '0', '5']))).toBe(5);
  });

  it('has no leading zeros', () => {
    expect(press(['0', '0', '5']).entry).toBe('5');
    expect(press(['00']).entry).toBe('0');
    expect(press(['00', '.', '5']).entry).toBe('0.5');
  });

  it('takes no third decimal and no second point', () => {
    expect(press(['1', '.', '2', '.', '3', '4']).entry).toBe('1.23');
    expect(press(['1', '.', '2', '00']).entry).toBe('1.20');
  });

  it('adds items', () => {
    const pad = press(['1', '2', '.', '5', '+', '3']);
    expect(pad.items).toEqual([1250]);
    expect(padTotal(pad)).toBe(1550);
  });

  it('adds no empty item and not more than the limit', () => {
    expect(press(['+', '0', '+']).items).toEqual([]);
    const full = press(Array.from({ length: ITEMS_MAX + 1 }, (): PadKey[] => ['1', '+']).flat());
    expect(full.items).toHaveLength(ITEMS_MAX);
    expect(full.note).toBe('too_many_items');
  });

  it('refuses a key that would exceed the terminal’s limit, and keeps the amount', () => {
    const pad = press(['9', '9', '9', '9'], EMPTY_PAD, toMinor(100_000));
    expect(pad.entry).toBe('999');
    expect(pad.note).toBe('over_max');
    expect(press(['6', '0', '0', '+', '5', '0', '0'], EMPTY_PAD, toMinor(100_000)).note).toBe('over_max');
  });

  it('takes nothing more after a key that did not fit, until it is taken back', () => {
    const limit = toMinor(100_000);
    const refused = press(['1', '2', '3', '4', '.', '5', '+', '00'], EMPTY_PAD, limit);
    expect(refused).toMatchObject({ entry: '123', items: [], note: 'over_max' });
    expect(isWhole(refused)).toBe(false);
    expect(press(['delete', '.', '5'], refused, limit)).toMatchObject({ entry: '123.5', note: null });
    expect(press(['clear', '7'], refused, limit)).toMatchObject({ entry: '7', note: null });
  });

  it('opens the last item again when there is nothing left to delete', () => {
    const pad = press(['1', '2', '.', '5', '+', 'delete']);
    expect(pad.items).toEqual([]);
    expect(pad.entry).toBe('12.50');
  });

  it('brings a cleared sum back', () => {
    const cleared = press(['1', '2', '+', '3', 'clear']);
    expect(padTotal(cleared)).toBe(0);
    expect(padTotal(press(['recall'], cleared))).toBe(1500);
    expect(padTotal(press(['recall'], clearPad(clearPad(press(['8'])))))).toBe(800);
  });

  it('forgets the cleared sum once a new one is typed', () => {
    expect(press(['8', 'clear', '1', 'recall']).entry).toBe('1');
  });

  it('never shows more than the limit or anything but an amount, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS), { maxLength: 60 }), fc.integer({ min: 1, max: MAX_AMOUNT_MINOR }), (keys, max) => {
        const pad = press(keys, EMPTY_PAD, toMinor(max));
        expect(padTotal(pad)).toBeLessThanOrEqual(max);
        expect(pad.entry).toMatch(/^(|(0|[1-9]\d*)(\.\d{0,2})?)$/);
      }),
    );
  });
});

describe('typed characters', () => {
  it('are keys of the pad, also in full width and as a Chinese full stop', () => {
    expect([...'7+。，-'].map(padKeyOf)).toEqual(['7', '+', '.', '.', 'delete']);
    expect(padKeyOf('３')).toBe('3');
    expect(padKeyOf('x')).toBeUndefined();
  });
});
