import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PRINTED_CODE, readPrintedCode, writePrintedCode } from './printed-code.ts';

const parts = fc.record({
  printId: fc.uuid(),
  generation: fc.integer({ min: 0, max: 0xffff }),
  proof: fc.uint8Array({ minLength: 12, maxLength: 12 }),
});

test('what was written is read, in either case of letters', () => {
  fc.assert(
    fc.property(parts, (code) => {
      const text = writePrintedCode(code);
      expect(text).toMatch(PRINTED_CODE);
      expect(readPrintedCode(text.toLowerCase())).toEqual(code);
    }),
  );
});

test('nothing else is a printed code', () => {
  for (const text of ['', '20230001', '71123456789012345678', `TC${'A'.repeat(47)}`, `TC${'A'.repeat(49)}`, `TC${'1'.repeat(48)}`]) {
    expect(readPrintedCode(text)).toBeUndefined();
  }
  expect(() => writePrintedCode({ printId: crypto.randomUUID(), generation: 65_536, proof: new Uint8Array(12) })).toThrow(RangeError);
  expect(() => writePrintedCode({ printId: crypto.randomUUID(), generation: 1, proof: new Uint8Array(11) })).toThrow(RangeError);
});
