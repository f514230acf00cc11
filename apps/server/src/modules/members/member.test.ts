import { describe, expect, it } from 'vitest';
import { maskName, maskNumber, maskPhone } from './member.ts';

describe('a masked name', () => {
  it.each([
    ['张三', '张*'],
    ['王小明', '王*明'],
    ['欧阳小明', '欧**明'],
    ['Alice', 'A***e'],
    ['Bo', 'B*'],
    ['李', '李*'],
    ['𠮷田太郎', '𠮷**郎'],
    ['', ''],
  ])('%s is shown as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('a masked number', () => {
  it.each([
    ['20240001', '****0001'],
    ['T1234', '*1234'],
    ['1234', '***4'],
    ['', ''],
  ])('%s is shown as %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  it('a phone keeps its first three and last four digits', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
  });

  it('a short phone keeps its last four digits only', () => {
    expect(maskPhone('62345678')).toBe('****5678');
  });
});
