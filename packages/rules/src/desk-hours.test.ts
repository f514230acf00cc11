import { expect, test } from 'vitest';
import { type DeskHours, deskDueAt, isDeskTime, nextDeskAt } from './desk-hours.ts';

const HOUR_MS = 60 * 60 * 1000;
const desk: DeskHours = { from: '08:30', to: '17:30', onWeekends: false, holidays: new Set(['2026-11-30']), timeZone: 'Asia/Shanghai' };
const at = (local: string) => new Date(`${local}:00+08:00`);

test('hours count while the desk is open: not at night, on a weekend or on a holiday', () => {
  expect(deskDueAt(at('2026-11-25T09:00'), 4 * HOUR_MS, desk)).toEqual(at('2026-11-25T13:00'));
  expect(deskDueAt(at('2026-11-25T06:00'), HOUR_MS, desk)).toEqual(at('2026-11-25T09:30'));
  expect(deskDueAt(at('2026-11-27T16:30'), 2 * HOUR_MS, desk)).toEqual(at('2026-12-01T09:30'));
  expect(deskDueAt(at('2026-11-25T08:30'), 9 * HOUR_MS, desk)).toEqual(at('2026-11-25T17:30'));
});

test('the desk is open from its first minute until before its last', () => {
  expect(
    [at('2026-11-25T08:29'), at('2026-11-25T08:30'), at('2026-11-25T17:29'), at('2026-11-25T17:30')].map((one) => isDeskTime(one, desk)),
  ).toEqual([false, true, true, false]);
  expect(nextDeskAt(at('2026-11-27T17:30'), desk)).toEqual(at('2026-12-01T08:30'));
});

test('the same time twice is around the clock, and a night shift goes past midnight', () => {
  const always = { ...desk, from: '00:00', to: '00:00', onWeekends: true, holidays: new Set<string>() };
  expect(deskDueAt(at('2026-11-27T16:30'), 24 * HOUR_MS, always)).toEqual(at('2026-11-28T16:30'));
  const night = { ...desk, from: '22:00', to: '06:00' };
  expect([isDeskTime(at('2026-11-26T05:59'), night), isDeskTime(at('2026-11-26T06:00'), night)]).toEqual([true, false]);
});

test('a desk that never opens lets every hour count', () => {
  const never = {
    ...desk,
    holidays: new Set(Array.from({ length: 500 }, (_, days) => new Date(Date.UTC(2026, 10, 20 + days)).toISOString().slice(0, 10))),
  };
  expect(deskDueAt(at('2026-11-25T09:00'), HOUR_MS, never)).toEqual(at('2026-11-25T10:00'));
});
