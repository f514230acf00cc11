import { describe, expect, it } from 'vitest';
import { isRepeat, REPEAT_MS, routeText } from './scan-router.ts';

describe('a scanned text', () => {
  it('of 20 digits is a pay code', () => {
    expect(routeText('71123456789012345678', 'scan')).toEqual({ kind: 'credential', credential: { kind: 'code', code: '71123456789012345678' } });
    expect(routeText('99123456789012345678', 'scan')).toEqual({ kind: 'credential', credential: { kind: 'code', code: '99123456789012345678' } });
  });

  it.each(['04a2b3c4', '04A2B3C4D5E680', '04A2B3C4D5E680112233', '04:A2:B3:C4'])('of a card is its number: %s', (text) => {
    expect(routeText(text, 'scan')).toEqual({ kind: 'credential', credential: { kind: 'card', uid: text.replaceAll(':', '').toUpperCase() } });
  });

  it.each([
    ['wechat', '134567890123456789'],
    ['wechat', '101234567890123456'],
    ['alipay', '281234567890123456'],
    ['alipay', '30123456789012345678'],
    ['alipay', '2512345678901234'],
  ])('of %s is sold against: %s', (wallet, text) => {
    expect(routeText(text, 'scan')).toEqual({ kind: 'payer', wallet, code: text });
    expect(routeText(`${text.slice(0, 4)} ${text.slice(4)}`, 'typed')).toEqual({ kind: 'payer', wallet, code: text });
  });

  it.each(['6212345678901234567', '62123456789012345678'])('of UnionPay is known as such: %s', (text) => {
    expect(routeText(text, 'scan')).toEqual({ kind: 'foreign', wallet: 'unionpay' });
  });

  it('printed on a card is that, in either case of letters', () => {
    const printedCode = `TC${'ABCDEF23'.repeat(6)}`;
    expect(routeText(printedCode.toLowerCase(), 'scan')).toEqual({ kind: 'credential', credential: { kind: 'printed', printedCode } });
  });

  it('of another kind is a member number, or unreadable', () => {
    expect(routeText('S-2023-0001', 'scan')).toEqual({ kind: 'credential', credential: { kind: 'member', memberNumber: 'S-2023-0001' } });
    expect(routeText('https://example.org/very/long', 'scan')).toEqual({ kind: 'unreadable' });
  });
});

describe('a typed text', () => {
  it('of eight digits is a member number, not a card', () => {
    expect(routeText('20230001', 'typed')).toEqual({ kind: 'credential', credential: { kind: 'member', memberNumber: '20230001' } });
  });

  it('may be a pay code read aloud', () => {
    expect(routeText('7112 3456 7890 1234 5678', 'typed')).toEqual({
      kind: 'credential',
      credential: { kind: 'code', code: '71123456789012345678' },
    });
  });

  it('that is too short is unreadable', () => {
    expect(routeText('12', 'typed')).toEqual({ kind: 'unreadable' });
  });
});

it('a code read twice by a restless box is read once', () => {
  expect(isRepeat({ text: 'a', atMs: 0 }, 'a', REPEAT_MS - 1)).toBe(true);
  expect(isRepeat({ text: 'a', atMs: 0 }, 'a', REPEAT_MS)).toBe(false);
  expect(isRepeat({ text: 'a', atMs: 0 }, 'b', 1)).toBe(false);
  expect(isRepeat(null, 'a', 1)).toBe(false);
});
