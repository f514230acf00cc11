import { type BusinessDay, businessDayOf, dayAfter, timeOfDayOf } from '@tessera/kernel';

/** When people sit at the service desk. `from` and `to` are `08:30`; the same twice means around the clock, `to` before `from` past midnight. */
export type DeskHours = { from: string; to: string; onWeekends: boolean; holidays: ReadonlySet<BusinessDay>; timeZone: string };

const SUNDAY = 0;
const SATURDAY = 6;
/** A desk that does not open within so many days never opens; then every hour counts. */
const DAYS_MAX = 400;

/** The instant until which so much time of the desk has gone by: 16:30 on Friday and two hours are 09:30 on Monday. Pure. */
export function deskDueAt(at: Date, deskMs: number, hours: DeskHours): Date {
  let leftMs = deskMs;
  let day = dayAfter(businessDayOf(at, hours.timeZone), -1);
  for (let count = 0; count < DAYS_MAX; count += 1, day = dayAfter(day, 1)) {
    if (!isOpenOn(day, hours)) continue;
    const fromMs = Math.max(at.getTime(), instantOf(day, hours.from, hours.timeZone));
    const roomMs = endOf(day, hours) - fromMs;
    if (roomMs <= 0) continue;
    if (leftMs <= roomMs) return new Date(fromMs + leftMs);
    leftMs -= roomMs;
  }
  return new Date(at.getTime() + deskMs);
}

/** When somebody is there next: now, where somebody is. Pure. */
export function nextDeskAt(at: Date, hours: DeskHours): Date {
  return deskDueAt(at, 0, hours);
}

/** Pure. */
export function isDeskTime(at: Date, hours: DeskHours): boolean {
  return nextDeskAt(at, hours).getTime() === at.getTime();
}

function isOpenOn(day: BusinessDay, { onWeekends, holidays }: DeskHours): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return !holidays.has(day) && (onWeekends || (weekday !== SUNDAY && weekday !== SATURDAY));
}

function endOf(day: BusinessDay, { from, to, timeZone }: DeskHours): number {
  return instantOf(to <= from ? dayAfter(day, 1) : day, to, timeZone);
}

/** What the clock on the wall shows, in milliseconds. Looked at twice, for a day on which the clocks change. */
function instantOf(day: BusinessDay, time: string, timeZone: string): number {
  const wallMs = Date.parse(`${day}T${time}:00Z`);
  const onceMs = wallMs - offsetMs(wallMs, timeZone);
  return wallMs - offsetMs(onceMs, timeZone);
}

function offsetMs(atMs: number, timeZone: string): number {
  const at = new Date(atMs);
  return Date.parse(`${businessDayOf(at, timeZone)}T${timeOfDayOf(at, timeZone)}:00Z`) - atMs;
}
