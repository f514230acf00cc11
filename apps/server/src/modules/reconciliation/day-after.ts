import { type BusinessDay, DAY_MS } from '@tessera/kernel';

/** A day so many days after another, by the calendar. */
export function dayAfter(day: BusinessDay, days: number): BusinessDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
