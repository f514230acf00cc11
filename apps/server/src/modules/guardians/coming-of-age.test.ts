import type { BusinessDay } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { isMinor } from './age.ts';
import { bornUntil, comesOfAgeOn } from './coming-of-age.ts';

const day = (text: string) => text as BusinessDay; // Days of this test.

test('somebody is a minor until the day before the birthday', () => {
  const born = day('2008-11-22');
  expect(comesOfAgeOn(born, 18)).toBe('2026-11-22');
  expect(isMinor(born, { today: day('2026-11-21'), years: 18 })).toBe(true);
  expect(isMinor(born, { today: day('2026-11-22'), years: 18 })).toBe(false);
});

test('who was born on 29 February comes of age on 1 March, in leap years on the day itself', () => {
  expect(comesOfAgeOn(day('2008-02-29'), 18)).toBe('2026-03-01');
  expect(comesOfAgeOn(day('2008-02-29'), 20)).toBe('2028-02-29');
});

test('whoever is not born yet is nobody’s child', () => {
  expect(isMinor(day('2026-11-23'), { today: day('2026-11-22'), years: 18 })).toBe(false);
});

test('the last day of birth of those of age and the coming of age are the same rule, every day of twelve years', () => {
  for (let at = Date.UTC(2020, 0, 1); at < Date.UTC(2032, 0, 1); at += 86_400_000) {
    const today = day(new Date(at).toISOString().slice(0, 10));
    const last = bornUntil(today, 18);
    expect(comesOfAgeOn(last, 18) <= today, today).toBe(true);
    const next = day(new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10));
    expect(comesOfAgeOn(next, 18) > today, today).toBe(true);
  }
});
