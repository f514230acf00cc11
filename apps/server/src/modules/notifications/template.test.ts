import { LANGUAGES, NOTICE_KIND_NAMES } from '@tessera/contract';
import { expect, test } from 'vitest';
import { sampleParams, valuesOf } from './notice-values.ts';
import { quietUntil } from './quiet-hours.ts';
import { readyTexts } from './ready-texts.ts';
import { smsLength } from './sms-length.ts';
import { channelsOf, checkTexts, filled, htmlOf } from './template.ts';

const NOW = new Date('2026-03-01T08:00:00Z');
const night = { from: '22:00', to: '07:00' };
const leaves = (time: string, hours = night) => quietUntil(new Date(`2026-03-01T${time}+08:00`), hours, 'Asia/Shanghai').toISOString();

test('every ready-made text is whole in both languages, and leaves no placeholder unfilled', () => {
  for (const kind of NOTICE_KIND_NAMES) {
    for (const channel of channelsOf(kind)) {
      for (const language of LANGUAGES) {
        const texts = readyTexts(kind, channel, language);
        expect(() => checkTexts(kind, channel, texts), `${kind} ${channel} ${language}`).not.toThrow();
        const shown = filled(texts, valuesOf(kind, sampleParams(kind, NOW), { language, timeZone: 'Asia/Shanghai' }));
        expect(`${shown.subject} ${shown.body}`).not.toMatch(/[{}]|undefined|NaN/);
      }
    }
  }
});

test('a text may name what its kind has to say and nothing else', () => {
  const check =
    (body: string, subject = 's') =>
    () =>
      checkTexts('wallet.toppedUp', 'push', { subject, body });
  expect(check('{amount} {balance} {at}')).not.toThrow();
  expect(check('{merchant}')).toThrow(expect.objectContaining({ code: 'notifications.placeholder_unknown', params: { name: 'merchant' } }));
  expect(check('{amount')).toThrow(expect.objectContaining({ code: 'notifications.template_broken' }));
  expect(check('x', '')).toThrow(expect.objectContaining({ code: 'notifications.subject_missing' }));
  expect(() => checkTexts('wallet.paid', 'inApp', { subject: 's', body: 'b' })).toThrow(
    expect.objectContaining({ code: 'notifications.template_unknown' }),
  );
});

test('a value is text and nothing more: no markup in a letter, no placeholder, no second line in a subject', () => {
  const texts = filled({ subject: '{merchant}', body: '{merchant} {amount}' }, { merchant: '<b>{amount}</b>\r\nBcc: x', amount: '¥1.00' });
  expect(texts.subject).toBe('<b>{amount}</b> Bcc: x');
  const html = htmlOf(texts, { text: '"&', url: 'https://x.example/?a=1&b=2', language: 'en' });
  expect(html).not.toMatch(/<b>/);
  expect(html).toContain('&lt;b&gt;{amount}&lt;/b&gt;');
  expect(html).toContain('a=1&amp;b=2');
});

test.each([
  ['12:00:30', '2026-03-01T04:00:30.000Z'],
  ['21:59:59', '2026-03-01T13:59:59.000Z'],
  ['22:00:00', '2026-03-01T23:00:00.000Z'],
  ['23:30:15', '2026-03-01T23:00:00.000Z'],
  ['00:00:00', '2026-02-28T23:00:00.000Z'],
  ['06:59:59', '2026-02-28T23:00:00.000Z'],
  ['07:00:00', '2026-02-28T23:00:00.000Z'],
])('with quiet hours over midnight, a message of %s leaves at %s', (time, at) => {
  expect(leaves(time)).toBe(at);
});

test('quiet hours within a day, and none at all', () => {
  expect(leaves('13:00:00', { from: '12:30', to: '14:00' })).toBe('2026-03-01T06:00:00.000Z');
  expect(leaves('14:00:00', { from: '12:30', to: '14:00' })).toBe('2026-03-01T06:00:00.000Z');
  expect(leaves('13:00:00', { from: '12:00', to: '12:00' })).toBe('2026-03-01T05:00:00.000Z');
  expect(quietUntil(NOW, null, 'Asia/Shanghai')).toBe(NOW);
});

test.each([
  ['a'.repeat(160), { alphabet: 'gsm7', units: 160, segments: 1 }],
  ['a'.repeat(161), { alphabet: 'gsm7', units: 161, segments: 2 }],
  ['a'.repeat(306), { alphabet: 'gsm7', units: 306, segments: 2 }],
  ['€'.repeat(80), { alphabet: 'gsm7', units: 160, segments: 1 }],
  [`${'a'.repeat(152)}€${'a'.repeat(10)}`, { alphabet: 'gsm7', units: 164, segments: 2 }],
  ['卡'.repeat(70), { alphabet: 'ucs2', units: 70, segments: 1 }],
  ['卡'.repeat(71), { alphabet: 'ucs2', units: 71, segments: 2 }],
  [`${'卡'.repeat(66)}😀${'卡'.repeat(66)}`, { alphabet: 'ucs2', units: 134, segments: 3 }],
])('the pieces of a text message are counted as they go on the air', (text, length) => {
  expect(smsLength(text)).toEqual(length);
});
