import { DAY_MS } from '@tessera/kernel';
import { expect, test } from 'vitest';
import { type BackupRow, outdated } from './backup.ts';

const NOW = new Date('2026-03-31T04:00:00Z');
const aged = (days: number, drill: BackupRow['drill_state'] = null) => ({ started_at: new Date(NOW.getTime() - days * DAY_MS), drill_state: drill });
/** The ages of those that go, in days. */
const gone = (kept: readonly ReturnType<typeof aged>[], count: number, days: number) =>
  outdated(kept, { count, days, now: NOW }).map(({ started_at }) => (NOW.getTime() - started_at.getTime()) / DAY_MS);

test('what is too old goes, unless it is among the newest ones', () => {
  const kept = [0, 1, 10, 29, 30, 31, 90].map((days) => aged(days));
  expect(gone(kept, 2, 30)).toEqual([31, 90]);
  expect(gone(kept, 6, 30)).toEqual([90]);
  expect(gone(kept, 7, 1)).toEqual([]);
});

test('the newest one stays however old it is, and whatever the settings say', () => {
  expect(gone([aged(400), aged(500)], 0, 0)).toEqual([500]);
  expect(gone([], 1, 1)).toEqual([]);
});

test('the newest one that a drill has proven stays, and those that were proven before it go', () => {
  expect(gone([aged(1), aged(40, 'failed'), aged(50, 'passed'), aged(60, 'passed'), aged(70)], 1, 30)).toEqual([40, 60, 70]);
});
