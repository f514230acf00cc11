import { type BusinessDay, businessDayOf, DAY_MS, timeOfDayOf } from '@tessera/kernel';

/** When people sit at the service desk. `from` and `to` are `08:30`; the same twice means around the clock, `to` before `from` past midnight. */
export type ServiceHours = { from: string; to: string; onWeekends: boolean; holidays: ReadonlySet<BusinessDay>; timeZone: string };

const SUNDAY = 0;
const SATURDAY = 6;
/** A desk that does not open within so many days never opens; then every hour counts. */
const DAYS_MAX = 400;

/** The instant until which so much time of the desk has gone by: 16:30 on Friday and two hours are 09:30 on Monday. Pure. */
export function serviceDueAt(at: Date, serviceMs: number, hours: ServiceHours): Date {
  let leftMs = serviceMs;
  let day = dayAfter(businessDayOf(at, hours.timeZone), -1);
  for (let count = 0; count < DAYS_MAX; count += 1, day = dayAfter(day, 1)) {
    if (!isOpenOn(day, hours)) continue;
    const fromMs = Math.max(at.getTime(), instantOf(day, hours.from, hours.timeZone));
    const roomMs = endOf(day, hours) - fromMs;
    if (roomMs <= 0) continue;
    if (leftMs <= roomMs) return new Date(fromMs + leftMs);
    leftMs -= roomMs;
  }
  return new Date(at.getTime() + serviceMs);
}

/** When somebody is there next: now, where somebody is. Pure. */
export function nextServiceAt(at: Date, hours: ServiceHours): Date {
  return serviceDueAt(at, 0, hours);
}

/** Pure. */
export function isServiceTime(at: Date, hours: ServiceHours): boolean {
  return nextServiceAt(at, hours).getTime() === at.getTime();
}

function isOpenOn(day: BusinessDay, { onWeekends, holidays }: ServiceHours): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return !holidays.has(day) && (onWeekends || (weekday !== SUNDAY && weekday !== SATURDAY));
}

function endOf(day: BusinessDay, { from, to, timeZone }: ServiceHours): number {
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

function dayAfter(day: BusinessDay, days: number): BusinessDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
