import type { REPORT_FREQUENCIES } from '@tessera/contract';
import { type BusinessDay, dayAfter } from '@tessera/kernel';
import { nextTime } from '../../platform/schedule.ts';
import type { Range } from './range.ts';

export type Schedule = { frequency: (typeof REPORT_FREQUENCIES)[number]; atHour: number; weekday: number; dayOfMonth: number };

/** The newest whole period before a day: yesterday, the week from Monday to Sunday, or the month. Pure. */
export function periodBefore(frequency: Schedule['frequency'], today: BusinessDay): Range {
  if (frequency === 'daily') return { from: dayAfter(today, -1), to: dayAfter(today, -1) };
  if (frequency === 'weekly') {
    const monday = dayAfter(today, -((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7));
    return { from: dayAfter(monday, -7), to: dayAfter(monday, -1) };
  }
  const to = dayAfter(`${today.slice(0, 8)}01`, -1);
  return { from: `${to.slice(0, 8)}01`, to };
}

/** When the next letter leaves, by the clock of the operator. Pure. */
export function nextLetterAt({ frequency, atHour, weekday, dayOfMonth }: Schedule, after: Date, timeZone: string): Date {
  const day = { daily: '* * *', weekly: `* * ${weekday % 7}`, monthly: `${dayOfMonth} * *` }[frequency];
  const at = nextTime(`0 ${atHour} ${day}`, after, timeZone);
  if (!at) throw new Error('an hour of a day comes within a year');
  return at;
}
