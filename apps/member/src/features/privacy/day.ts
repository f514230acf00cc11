import type { Locale } from '@tessera/messages';
import { dayOf, formatDay } from '../../shared/days.ts';

/** The operator's day of an instant, in words; empty where there is none. */
export function dayInWords(iso: string | null, locale: Locale): string {
  return iso === null ? '' : formatDay(dayOf(iso), locale, dayOf(Date.now()));
}
