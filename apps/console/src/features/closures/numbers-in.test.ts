import { expect, test } from 'vitest';
import { numbersIn } from './numbers-in.ts';

test('numbers are read from lines or from the first column, each once, without headings', () => {
  expect(numbersIn('20260001\n 20260002 \r\n20260001\n\n')).toEqual(['20260001', '20260002']);
  expect(numbersIn('\uFEFF学号,姓名\n"20260001",王小明\nT-1001;孙\n')).toEqual(['20260001', 'T-1001']);
  expect(numbersIn('memberNumber\tname\nV2001\tAlice')).toEqual(['V2001']);
});
