import { DAY_MS } from '@tessera/kernel';
import type { WeeklyHours } from './campaign.ts';

const DAYS_OF_WEEK = 7;
/** The first day of the epoch was a Thursday: the fourth of its week. */
const EPOCH_WEEKDAY = 4;

/** 1 Monday to 7 Sunday, of a day `2026-09-30`. */
export function weekdayOf(businessOn: string): number {
  const days = Math.round(Date.parse(businessOn) / DAY_MS) + EPOCH_WEEKDAY - 1;
  return (((days % DAYS_OF_WEEK) + DAYS_OF_WEEK) % DAYS_OF_WEEK) + 1;
}

/** Half open: 08:00–22:00 admits 21:59 and refuses 22:00. What goes on past midnight belongs to the day on which it began. */
export function isOpenAt(hours: readonly WeeklyHours[], at: { businessOn: string; timeOfDay: string }): boolean {
  if (hours.length === 0) return true;
  const today = weekdayOf(at.businessOn);
  const yesterday = today === 1 ? DAYS_OF_WEEK : today - 1;
  return hours.some(({ days, from, until }) => {
    if (from < until) return days.includes(today) && from <= at.timeOfDay && at.timeOfDay < until;
    return (days.includes(today) && from <= at.timeOfDay) || (days.includes(yesterday) && at.timeOfDay < until);
  });
}
