import { toMinor } from '@tessera/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commissionOf, cycleOf, workingDayAfter } from './taking.ts';

test('of a payment that went back in any parts nothing is kept in the end', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 10_000 }), (parts, bps) => {
      const whole = toMinor(parts.reduce((sum, part) => sum + part, 0));
      let kept: number = commissionOf({ kind: 'payment', amountMinor: whole }, bps);
      let leftMinor = whole;
      for (const part of parts) {
        kept += commissionOf({ kind: 'refund', amountMinor: toMinor(-part) }, bps, { leftMinor, commissionBps: bps });
        leftMinor = toMinor(leftMinor - part);
      }
      expect(kept).toBe(0);
    }),
  );
});

test('weeks begin on Monday, and banks rest on weekends and holidays', () => {
  expect(cycleOf('2026-03-15', 'week')).toEqual({ firstOn: '2026-03-09', lastOn: '2026-03-15' });
  expect(cycleOf('2026-02-03', 'month')).toEqual({ firstOn: '2026-02-01', lastOn: '2026-02-28' });
  expect(workingDayAfter('2026-09-30', new Set(['2026-10-01', '2026-10-02', '2026-10-05']))).toBe('2026-10-06');
});
