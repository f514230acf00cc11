import type { Locale } from '@tessera/messages';

/** The operator's time zone: what every person reads, wherever the browser is. */
export const TIME_ZONE = 'Asia/Shanghai';

/** Exact, in the operator's zone: `2026-03-01 12:05:09`. */
export function exactTime(iso: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: TIME_ZONE, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(iso));
}

/** Relative while fresh (under an hour), else month, day and time. */
export function friendlyTime(iso: string, locale: Locale, nowMs: number = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - nowMs) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  if (Math.abs(seconds) < 45) return relative.format(0, 'second');
  if (Math.abs(seconds) < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  return new Intl.DateTimeFormat(locale, {
    timeZone: TIME_ZONE,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));
}

/** To the minute, in the operator's zone: `2026-03-01 12:05`. */
export function minuteOf(iso: string): string {
  return exactTime(iso).slice(0, 16);
}
