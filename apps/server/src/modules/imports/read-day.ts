import type { BusinessDay } from '@tessera/kernel';
import { z } from 'zod';

/** `2026-9-1`, `2026/09/01`, `2026.9.1`. */
const DAY = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;

/** A day that the calendar has, however its parts are divided. Pure. */
export function readDay(text: string): BusinessDay | undefined {
  const parts = DAY.exec(text.trim());
  if (!parts) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return z.iso.date().safeParse(written).success ? (written as BusinessDay) : undefined; // A day of the calendar is a business day.
}
