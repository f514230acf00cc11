import { expect, it } from 'vitest';
import { cleanCode, showCode } from './enrolment-code.ts';

it('an enrolment code is read however it is written', () => {
  expect(cleanCode(' ab12-cd34 ')).toBe('AB12CD34');
  expect(cleanCode('ＡＢ１２cd34')).toBe('AB12CD34');
  expect(cleanCode('ab12cd34-more')).toBe('AB12CD34');
});

it('an enrolment code is shown in two groups of four', () => {
  expect(showCode('AB1')).toBe('AB1');
  expect(showCode('AB12C')).toBe('AB12-C');
  expect(showCode('AB12CD34')).toBe('AB12-CD34');
});
