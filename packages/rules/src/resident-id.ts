const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/**
 * Whether a Chinese resident ID number of 18 places can be one (GB 11643): a region, a day that exists, a sequence, and the check digit
 * of ISO 7064 MOD 11-2. The letter is written large.
 */
export function isResidentId(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return CHECK_DIGITS[sum % CHECK_DIGITS.length] === number[17] && birthDateOf(number) !== undefined;
}

/** The day of birth in a resident ID number, as `2001-02-28`; undefined when there is no such day. */
export function birthDateOf(number: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(number) ?? [];
  const date = `${year}-${month}-${day}`;
  return isDay(date) ? date : undefined;
}

/** Whether `2001-02-28` is a day of the calendar, after 1900. */
export function isDay(date: string): boolean {
  const [, year = '', month = '', day = ''] = /^((?:19|20)\d{2})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const [monthNumber, dayNumber] = [Number(month), Number(day)];
  if (year === '' || monthNumber < 1 || monthNumber > 12 || dayNumber < 1) return false;
  return dayNumber <= daysOf(Number(year), monthNumber);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
