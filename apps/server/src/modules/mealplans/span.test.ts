import { AppError } from '@tessera/contract';
import { expect, test } from 'vitest';
import { spanOf } from './span.ts';

const TODAY = '2026-11-22';

test('where no days are named, sums go over the last 31', () => {
  expect(spanOf({}, TODAY)).toEqual({ from: '2026-10-23', to: TODAY });
  expect(spanOf({ to: '2026-03-01' }, TODAY)).toEqual({ from: '2026-01-30', to: '2026-03-01' });
});

test('a first day alone reaches until today, or as far as may be asked', () => {
  expect(spanOf({ from: '2026-11-01' }, TODAY)).toEqual({ from: '2026-11-01', to: TODAY });
  expect(spanOf({ from: '2020-01-01' }, TODAY)).toEqual({ from: '2020-01-01', to: '2020-12-31' });
  expect(spanOf({ from: '2021-01-01' }, TODAY)).toEqual({ from: '2021-01-01', to: '2022-01-01' });
});

test('366 days are a year that may be asked for, 367 are not', () => {
  expect(spanOf({ from: '2024-01-01', to: '2024-12-31' }, TODAY)).toEqual({ from: '2024-01-01', to: '2024-12-31' });
  expect(() => spanOf({ from: '2024-01-01', to: '2025-01-01' }, TODAY)).toThrow(new AppError('mealplans.span_too_long', { daysMax: 366 }));
});
