import fc from 'fast-check';
import { expect, test } from 'vitest';
import { walletOfPayerCode } from './payer-code.ts';

const digits = (count: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));

test('a WeChat code is 18 digits from 10 to 15, and nothing else is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 15 }), digits(16), (head, rest) => {
      expect(walletOfPayerCode(`${head}${rest}`)).toBe('wechat');
      expect(walletOfPayerCode(`${head}${rest}0`)).toBeUndefined();
    }),
  );
});

test('an Alipay code is 16 to 24 digits from 25 to 30', () => {
  const code = fc.integer({ min: 14, max: 22 }).chain(digits);
  fc.assert(fc.property(fc.integer({ min: 25, max: 30 }), code, (head, rest) => walletOfPayerCode(`${head}${rest}`) === 'alipay'));
});

test('a code of ours, of UnionPay, or of nobody is neither', () => {
  const ours = digits(18).map((rest) => `71${rest}`);
  fc.assert(fc.property(ours, (code) => walletOfPayerCode(code) === undefined));
  for (const code of ['6212345678901234567', '16'.padEnd(18, '0'), '31'.padEnd(18, '0'), '25'.padEnd(15, '0'), '']) {
    expect(walletOfPayerCode(code)).toBeUndefined();
  }
});
