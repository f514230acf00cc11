/** Both channels write their instants in the time of China, whatever the installation's time zone is. China has had no daylight saving since 1991. */
const OFFSET_MS = 8 * 60 * 60 * 1000;

/** `2026-01-05T16:30:00+08:00` */
export function rfc3339(at: Date): string {
  return `${shifted(at).toISOString().slice(0, 19)}+08:00`;
}

/** `2026-01-05 16:30:00` */
export function chinaTime(at: Date): string {
  return shifted(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant that such a text names; undefined for anything else. */
export function fromChinaTime(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})/.exec(text);
  const atMs = match ? Date.parse(`${match[1]}T${match[2]}+08:00`) : Number.NaN;
  return instantOf(atMs);
}

/** The instant of an RFC 3339 text; undefined for anything else. */
export function fromRfc3339(text: string): Date | undefined {
  return instantOf(Date.parse(text));
}

function instantOf(atMs: number): Date | undefined {
  return Number.isNaN(atMs) ? undefined : asDate(atMs);
}

function shifted(at: Date): Date {
  return asDate(at.getTime() + OFFSET_MS);
}

function asDate(atMs: number): Date {
  return new Date(atMs);
}
