const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A schedule that names no day of the next year, such as the 30th of February, never comes. */
const LOOK_AHEAD_MS = 367 * 24 * HOUR_MS;

type Fields = {
  minute: Set<number>;
  hour: Set<number>;
  day: Set<number>;
  month: Set<number>;
  weekday: Set<number>;
  anyDay: boolean;
  anyWeekday: boolean;
};

/**
 * The first instant after `after` that a schedule names: five fields of cron (minute, hour, day, month, day of week from 0, Sunday) in
 * `timeZone`. As in cron, a day fits by either field when both name some. Null for an empty schedule and for one that never comes.
 */
export function nextTime(schedule: string, after: Date, timeZone: string): Date | null {
  if (schedule === '') return null;
  const fields = fieldsOf(schedule);
  const partsOf = localParts(timeZone);
  const endMs = after.getTime() + LOOK_AHEAD_MS;
  for (let ms = (Math.floor(after.getTime() / MINUTE_MS) + 1) * MINUTE_MS; ms <= endMs; ) {
    const { minute, hour, day, month, weekday } = partsOf(ms);
    const fitsHour = isDay(fields, { day, month, weekday }) && fields.hour.has(hour);
    if (fitsHour && fields.minute.has(minute)) return new Date(ms);
    ms += fitsHour ? MINUTE_MS : (60 - minute) * MINUTE_MS;
  }
  return null;
}

function isDay(fields: Fields, at: { day: number; month: number; weekday: number }): boolean {
  if (!fields.month.has(at.month)) return false;
  const [byDay, byWeekday] = [fields.day.has(at.day), fields.weekday.has(at.weekday)];
  return fields.anyDay || fields.anyWeekday ? byDay && byWeekday : byDay || byWeekday;
}

function fieldsOf(schedule: string): Fields {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.split(' ');
  return {
    minute: valuesOf(minute, 0, 59),
    hour: valuesOf(hour, 0, 23),
    day: valuesOf(day, 1, 31),
    month: valuesOf(month, 1, 12),
    weekday: valuesOf(weekday, 0, 6),
    anyDay: day.startsWith('*'),
    anyWeekday: weekday.startsWith('*'),
  };
}

function valuesOf(field: string, min: number, max: number): Set<number> {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '*', step = '1'] = part.split('/');
    const [from, to] = range === '*' ? [min, max] : rangeOf(range, part.includes('/') ? max : undefined);
    for (let value = from; value <= Math.min(to, max); value += Number(step)) if (value >= min) values.add(value);
  }
  return values;
}

/** `5/10` goes on to the end, `5` does not. */
function rangeOf(range: string, openEnd: number | undefined): [number, number] {
  const [from = '0', to] = range.split('-');
  return [Number(from), to === undefined ? (openEnd ?? Number(from)) : Number(to)];
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function localParts(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
  });
  return (ms: number) => {
    const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return {
      minute: Number(parts.minute),
      hour: Number(parts.hour),
      day: Number(parts.day),
      month: Number(parts.month),
      weekday: WEEKDAYS.indexOf(parts.weekday ?? ''),
    };
  };
}
