import { newId, toMinor } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { readAnswer } from './charge.ts';
import { batchParameters, priced, splitAnswers } from './charge-batch.ts';
import { fingerprintOf } from './transfer.ts';

const at = new Date('2026-03-02T04:00:00Z');
const charge = { id: newId<string>(), debit: 1, credit: 2, amountMinor: toMinor(500), code: 1 };

test('an array that no charge fills is sent empty, one that some fill has gaps', () => {
  const batch = [priced({ ...charge, nonce: 7 }), priced(charge)];
  const [, , , ids, debits, , , , , fences, nonces] = batchParameters(batch, { lane: 0, at, businessOn: '2026-03-02' });
  expect(ids).toBe(`{${charge.id},${charge.id}}`);
  expect(debits).toBe('{1,1}');
  expect(fences).toBe('{}');
  expect(nonces).toBe('{7,NULL}');
});

test('answers come back in the order of the charges, and a missing one is an error', () => {
  expect(splitAnswers('2:0:900:,1:3::1772424000000', 2)).toEqual(['3::1772424000000', '0:900:']);
  expect(() => splitAnswers('2:0:900:', 2)).toThrow('without an answer');
});

test('an answer reads as what the till is told', () => {
  const asked = { amountMinor: toMinor(500), at };
  expect(readAnswer('0:900:', asked)).toEqual({ outcome: 'approved', balanceAfterMinor: 900, amountMinor: 500, at, replayed: false });
  expect(readAnswer('3::1772424000001', asked)).toMatchObject({ outcome: 'declined', reason: 'insufficient_funds', at: new Date(1_772_424_000_001) });
  expect(readAnswer('131::', asked)).toMatchObject({ outcome: 'declined', reason: 131 });
  expect(readAnswer('-1::', asked)).toMatchObject({ outcome: 'stale' });
  expect(() => readAnswer('-3::', asked)).toThrow('account_unknown');
});

test('a fingerprint tells content apart and fits a number', () => {
  const prints = [charge, { ...charge, debit: 3 }, { ...charge, amountMinor: toMinor(501) }, { ...charge, code: 2 }, { ...charge, content: 'x' }].map(
    fingerprintOf,
  );
  expect(new Set(prints).size).toBe(5);
  expect(prints.every(Number.isSafeInteger)).toBe(true);
  expect(fingerprintOf({ ...charge })).toBe(prints[0]);
});
