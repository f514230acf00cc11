import { expect, test } from 'vitest';
import { z } from 'zod';
import { name, shortText } from './schemas.ts';
import { oneLine, paragraphs } from './texts.ts';

test('signs that turn, hide or break a name are taken out of it', () => {
  const unseen = [
    '\u202e',
    '\u202a',
    '\u2066',
    '\u2069',
    '\u200b',
    '\u200e',
    '\u200f',
    '\ufeff',
    '\u00ad',
    '\u0000',
    '\u0007',
    '\u009f',
    '\u2028',
    '\ud800',
  ];
  for (const sign of unseen) expect(name.parse(`李${sign}小雨`), JSON.stringify(sign)).toBe('李小雨');
  expect(name.parse(' Alice\t\n Martin ')).toBe('Alice Martin');
  expect(shortText.parse('\u202egnirts')).toBe('gnirts');
});

test('a name of unseen signs alone is no name', () => {
  for (const text of ['', '   ', '\u200b\u200b', '\u202e ', '\u0000']) expect(name.safeParse(text).success, JSON.stringify(text)).toBe(false);
});

test('letters of every script stay, and the same letters become the same characters', () => {
  for (const text of ['欧阳小雨', 'Ólafur Arnalds', 'محمد', '葛\u{e0100}城', '👩🏽 Ltd.']) expect(name.parse(text)).toBe(text);
  expect(name.parse('Amélie'.normalize('NFD'))).toBe('Amélie'.normalize('NFC'));
});

test('paragraphs keep their lines, and both forms keep their limits and can be written as they are read', () => {
  expect(paragraphs(40).parse('one\r\ntwo\u202e  three\n')).toBe('one\ntwo three');
  expect(oneLine(3).safeParse('abcd').success).toBe(false);
  expect(z.encode(z.object({ name }), { name: '李小雨' })).toEqual({ name: '李小雨' });
});
