import type { Payment } from '@tessera/contract';
import { PAYMENT_DIRECTIONS } from '@tessera/contract/payment-kinds';
import { businessDayOf, dayAfter } from '@tessera/kernel';
import type { Locale } from '@tessera/messages';
import { friendlyTime, TIME_ZONE } from '@tessera/ui';

/** The operator's business day of an instant, `YYYY-MM-DD`. */
export function dayOf(iso: string | number): string {
  return businessDayOf(new Date(iso), TIME_ZONE);
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return dayAfter(day, -((weekday + 6) % 7));
}

/** `3月1日 周日`, with the year when it is not this year's. */
export function formatDay(day: string, locale: Locale, today: string): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric';
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year, month: 'short', day: 'numeric', weekday: 'short' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** `12:05` in the operator's zone. */
export function clockTime(iso: string | number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
}

/** Short enough for a phone's line: relative while fresh, the clock on the same day, else the day. */
export function shortTime(iso: string, locale: Locale, nowMs: number): string {
  if (nowMs - Date.parse(iso) < 3_600_000) return friendlyTime(iso, locale, nowMs);
  if (dayOf(iso) === dayOf(nowMs)) return clockTime(iso);
  return new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, month: 'short', day: 'numeric' }).format(new Date(iso));
}

/** The amount as the member's wallet saw it: negative for what went out. */
export function walletChange(payment: Pick<Payment, 'kind' | 'amountMinor'>): number {
  return PAYMENT_DIRECTIONS[payment.kind] === 'out' ? -payment.amountMinor : payment.amountMinor;
}
