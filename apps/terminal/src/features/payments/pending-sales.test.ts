import { newId } from '@tessera/kernel';
import { expect, it } from 'vitest';
import { parsePending } from './pending-sales.ts';

const sale = { key: newId<'payment'>(), amountMinor: 1250, at: '2026-03-01T04:00:00.000Z' };

it('pending sales are read back as they were written', () => {
  expect(parsePending(JSON.parse(JSON.stringify([sale])))).toEqual([sale]);
});

it('a damaged list of pending sales gives what is still readable', () => {
  expect(parsePending([{ ...sale, key: 'x' }, { ...sale, amountMinor: 1.5 }, { ...sale, at: 'soon' }, null, 7, sale])).toEqual([sale]);
  expect(parsePending('nonsense')).toEqual([]);
  expect(parsePending(undefined)).toEqual([]);
});
