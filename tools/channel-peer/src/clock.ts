/** The two channels live in China: `2026-01-05 16:30:00` there. */
export function chinaTime(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-01-05T16:30:00+08:00` */
export function rfc3339(at: Date): string {
  return `${chinaTime(at).replace(' ', 'T')}+08:00`;
}

const OFFSET_MS = 8 * 60 * 60 * 1000;
