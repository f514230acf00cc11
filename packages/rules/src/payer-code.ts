/** A code of another wallet, shown on its payer's phone, that a till can sell against. */
export type PayerWallet = 'wechat' | 'alipay';

/** WeChat Pay: 18 digits from 10 to 15. Alipay: 16 to 24 digits from 25 to 30. Our own codes begin with 71, so neither can be one of ours. */
const SHAPES: readonly (readonly [PayerWallet, RegExp])[] = [
  ['wechat', /^1[0-5]\d{16}$/],
  ['alipay', /^(?:2[5-9]|30)\d{14,22}$/],
];

/** Whose code it is, by its digits alone; undefined for one of nobody's, and for ours. */
export function walletOfPayerCode(code: string): PayerWallet | undefined {
  return SHAPES.find(([, shape]) => shape.test(code))?.[0];
}
