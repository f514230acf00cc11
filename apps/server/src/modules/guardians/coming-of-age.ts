import type { BusinessDay } from '@tessera/kernel';

/** From this age on a member may send a guardian away, whatever the setting says. */
export const ADULT_AGE = 18;

/** The birthday on which somebody is so old; who was born on 29 February comes of age on 1 March of other years. Pure. */
export function comesOfAgeOn(bornOn: BusinessDay, years: number): BusinessDay {
  const year = yearOf(bornOn) + years;
  const day = bornOn.slice(4);
  return dayOf(year, day === LEAP_DAY && !isLeapYear(year) ? '-03-01' : day);
}

/** The last day of birth of those who are so old today. Pure. */
export function bornUntil(today: BusinessDay, years: number): BusinessDay {
  const year = yearOf(today) - years;
  const day = today.slice(4);
  return dayOf(year, day === LEAP_DAY && !isLeapYear(year) ? '-02-28' : day);
}

const LEAP_DAY = '-02-29';

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function dayOf(year: number, monthAndDay: string): BusinessDay {
  return `${String(year).padStart(4, '0')}${monthAndDay}` as BusinessDay; // Four digits, a month and a day of it.
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
